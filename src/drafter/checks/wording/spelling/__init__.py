"""Words that are written wrongly: listed ones, phrases with a slip, and slips in any word."""
