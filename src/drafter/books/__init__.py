"""Excel workbooks written: sheets as plain values → bytes. The only home of openpyxl."""

from drafter.books.model import Book, BookCell, Column, HelpSheet, Listed, Rich, Rule, TableSheet
from drafter.books.writing import write_book

__all__ = [
    "Book",
    "BookCell",
    "Column",
    "HelpSheet",
    "Listed",
    "Rich",
    "Rule",
    "TableSheet",
    "write_book",
]
