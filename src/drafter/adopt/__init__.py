"""Last year's finished report read for what changes from year to year."""

from __future__ import annotations

from drafter.adopt.model import Adopted, Column, Figure, StaleWording, TableFound

__all__ = ["Adopted", "Column", "Figure", "StaleWording", "TableFound"]
