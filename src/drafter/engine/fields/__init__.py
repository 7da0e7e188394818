"""The fields of a template: which may be out of date in its reports, and what is done about it."""
