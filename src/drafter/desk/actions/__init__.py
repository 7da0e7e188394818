"""What the buttons do: each calls one command, and says what came of it in its words."""
