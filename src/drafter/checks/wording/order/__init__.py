"""What a text says of its own order: counts, references, what stands in it twice."""
