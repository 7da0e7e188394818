"""What a paragraph says of one thing, read by classes: who gave, how far it is, whether it was at all."""
