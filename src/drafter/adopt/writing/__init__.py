"""What was found in a report, written down as a template and its data."""
