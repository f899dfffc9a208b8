from lapkin_chassis.migrations import run_environment
from lapkin_chassis.triggers import TRIGGERS
from collector import models

run_environment(models.metadata, TRIGGERS)
