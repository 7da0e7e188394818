"""What can be wrong with a template before any data is seen."""
