"""Hand edits of fixed wording, taken into the template that the wording came from."""
