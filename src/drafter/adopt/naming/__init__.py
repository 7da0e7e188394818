"""What figures are called."""
