"""Tools around the project: making a checkout ready and renewing its locks."""
