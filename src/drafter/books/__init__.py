"""Excel workbooks written: sheets as plain values → bytes. The only home of openpyxl."""

from drafter.books.model import (
    MARK,
    Book,
    BookCell,
    Column,
    HelpSheet,
    Listed,
    Rich,
    Rule,
    TableSheet,
)
from drafter.books.writing import write_book

__all__ = [
    "MARK",
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
