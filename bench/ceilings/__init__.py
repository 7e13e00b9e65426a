"""What is the best that one could do without an exercise? The other side of each ratio."""
