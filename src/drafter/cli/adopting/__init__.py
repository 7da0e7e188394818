"""What `drafter adopt` prints."""
