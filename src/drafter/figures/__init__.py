"""Numbers and texts that remember the records they came from, and their arithmetic."""

from drafter.figures.origins import Origin, origins_of, union_origins
from drafter.figures.records import Record, Records
from drafter.figures.values import Attachment, Day, Figure, Gap, GapFound, ShownFigure, Text
from drafter.problems.model import Incomputable

__all__ = [
    "Attachment",
    "Day",
    "Figure",
    "Gap",
    "GapFound",
    "Incomputable",
    "Origin",
    "Record",
    "Records",
    "ShownFigure",
    "Text",
    "origins_of",
    "union_origins",
]
