"""From a finished report to a template and its first year of data."""
