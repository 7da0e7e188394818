"""How pages look: the blank GB/T 9704 page, its signature, and the formats of any file."""
