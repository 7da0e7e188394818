"""Numbers and texts that remember the records they came from, and their arithmetic."""

from drafter.figures.origins import Origin, Text, origins_of, union_origins
from drafter.figures.records import Record, Records
from drafter.figures.rough import RoughNumber
from drafter.figures.values import Attachment, Day, Figure, Gap, GapFound, ShownFigure
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
    "RoughNumber",
    "ShownFigure",
    "Text",
    "origins_of",
    "union_origins",
]
