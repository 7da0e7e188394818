"""Headers, footers, notes and text boxes of an edited report: known again, and told of."""
