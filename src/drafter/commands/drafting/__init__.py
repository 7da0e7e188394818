"""From a data file to a checked draft in memory: what every command begins with."""
