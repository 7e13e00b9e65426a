"""What is running: one room for each exercise that is played."""
