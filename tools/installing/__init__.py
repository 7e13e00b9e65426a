"""The steps that make a checkout ready; `tools/setup.py` takes them. Standard library only."""
