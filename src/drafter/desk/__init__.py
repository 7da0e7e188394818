"""The desk (工作台): a year's records in tables with the page beside them, in the browser."""
