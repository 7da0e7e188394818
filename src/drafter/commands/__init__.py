"""What drafter does: a file a command, named like it."""
