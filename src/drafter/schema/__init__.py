"""What a template asks of its data: the JSON Schema of a template folder, and the check by it."""

from drafter.schema.check import check, nearest
from drafter.schema.fields import Field, Kind
from drafter.schema.read import Schema, read
from drafter.schema.slips import OWN_KEYWORDS
from drafter.schema.values import Unfit, empty, parse_date, take

__all__ = [
    "OWN_KEYWORDS", "Field", "Kind", "Schema", "Unfit", "check", "empty", "nearest", "parse_date",
    "read", "take",
]  # fmt: skip
