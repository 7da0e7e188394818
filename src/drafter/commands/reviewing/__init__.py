"""The copy for whoever signs a report: each figure with its records beside it."""
