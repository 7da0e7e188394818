"""The page of data that somebody is typing: lenient, kept warm, each value with its records."""
