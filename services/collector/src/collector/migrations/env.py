from lapkin_chassis.migrations import run_environment
from collector import models

run_environment(models.metadata)
