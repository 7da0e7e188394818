"""The command that opens the desk."""
