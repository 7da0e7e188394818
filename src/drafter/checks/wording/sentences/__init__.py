"""How the words of a sentence fit each other."""
