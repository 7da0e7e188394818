"""A sheet read as a person reads it: its columns, its records, and what it says against them."""
