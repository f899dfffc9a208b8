"""`make bench`: Lapkin against named baselines, both measured in the same run."""
