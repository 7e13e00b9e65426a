"""The tests that hold the building against its drawing."""
