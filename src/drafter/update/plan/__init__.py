"""Three versions of a report made one: what hands changed stays, what the data changed goes in."""
