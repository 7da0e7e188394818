"""Times: days that have a name, terms, plans, and years of another text."""
