"""What we remember: the event log, the exercises and the accounts."""
