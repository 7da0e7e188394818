"""A year that is open: its text, what was changed and may be undone, its page."""
