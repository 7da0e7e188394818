"""Commands that work on what a template asks of its data."""
