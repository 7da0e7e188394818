"""Data files changed by path, as text: what no change touches keeps every byte."""
