"""What only a page that was made of data is asked: each value on it is known."""
