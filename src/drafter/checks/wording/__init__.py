"""The rules of wording, by what they look at."""
