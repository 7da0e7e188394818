"""The commands of a year's workbook."""
