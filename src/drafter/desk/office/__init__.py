"""The desk for an office: one machine serves it, several people work at it under their names."""
