"""The desk: a year's records in a table and the page beside it, in the browser of this machine."""
