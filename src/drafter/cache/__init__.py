"""What is kept on disk only to be quick: owner-only, never trusted blindly, gone without harm."""

from drafter.cache.store import FOLDER, clear, folder, get, put

__all__ = ["FOLDER", "clear", "folder", "get", "put"]
