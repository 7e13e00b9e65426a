"""What may happen: the pure rules of an exercise."""
