"""A rendered part made valid: cells end in a paragraph, rows have a cell, ids are unique."""
