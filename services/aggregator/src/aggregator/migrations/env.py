from lapkin_chassis.migrations import run_environment
from aggregator import models

run_environment(models.metadata)
