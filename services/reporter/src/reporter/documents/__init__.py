"""What a report is printed as: pure functions from the frozen snapshot to text and bytes."""
