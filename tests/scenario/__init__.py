"""What was written is read well: the tests of app/scenario."""
