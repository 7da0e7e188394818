"""A whole year as one Excel workbook: written, and brought in again."""
