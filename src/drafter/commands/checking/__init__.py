"""What the gate asks, by what it is asked about."""
