"""Tracked changes and comments: read, written, taken back."""
