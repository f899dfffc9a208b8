import collector.main  # every table is reached from there
from collector.tables import Table
from lapkin_chassis.migrations import run_environment

run_environment(Table.metadata)
