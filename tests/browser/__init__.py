"""The tests in a real browser."""
