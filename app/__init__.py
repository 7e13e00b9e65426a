"""Tegenspel plays live tabletop exercises: it tells people what happens and lets the outside world answer back."""
