"""Fields of a Word file: read, computed where that can be done exactly, else left to Word."""
