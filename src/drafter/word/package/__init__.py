"""The Word file as a package of parts: opened, checked, linked, written."""
