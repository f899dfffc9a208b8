from lapkin_chassis.migrations import run_environment
from notifier import models

run_environment(models.metadata)
