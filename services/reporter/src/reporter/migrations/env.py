from lapkin_chassis.migrations import run_environment
from reporter import models

run_environment(models.metadata)
