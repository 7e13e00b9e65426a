"""What was written: the scenario file, read, checked and kept."""
