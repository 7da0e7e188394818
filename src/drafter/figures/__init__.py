"""Numbers and texts that remember the records they came from, and their arithmetic."""

from drafter.figures.origins import Origin, origins_of, spell_path, union
from drafter.figures.records import FUNCTIONS, Record, Records
from drafter.figures.values import Attachment, Day, Figure, Gap, GapFound, Text

__all__ = [
    "FUNCTIONS", "Attachment", "Day", "Figure", "Gap", "GapFound", "Origin", "Record", "Records",
    "Text", "origins_of", "spell_path", "union",
]  # fmt: skip
