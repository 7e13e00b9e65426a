"""Is the bench's own arithmetic right?"""
