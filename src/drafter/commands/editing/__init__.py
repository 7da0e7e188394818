"""A year's data opened, shown as tables, changed by path and saved."""
