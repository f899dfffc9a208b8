import aggregator.main  # every table is reached from there
from aggregator.tables import Table
from lapkin_chassis.migrations import run_environment

run_environment(Table.metadata)
