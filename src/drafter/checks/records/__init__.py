"""A text that may come from anywhere, held against the records of a year."""
