"""Words that are written wrongly: listed ones, phrases and names with a slip, slips in any word."""
