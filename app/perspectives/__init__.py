"""Who sees what: one role's view of an exercise, with the secrets left out."""
