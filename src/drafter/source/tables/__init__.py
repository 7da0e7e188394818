"""Tables in Excel and CSV files as cells and rows with places."""
