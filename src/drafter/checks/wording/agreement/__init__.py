"""What a paragraph says of one thing in two ways: how many, who, where, how far it has come."""
