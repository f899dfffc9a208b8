import notifier.main  # every table is reached from there
from lapkin_chassis.migrations import run_environment
from notifier.tables import Table

run_environment(Table.metadata)
