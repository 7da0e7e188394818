"""What a template asks of its data: the JSON Schema of a template folder, and the check by it."""

from drafter.schema.checker import check_data
from drafter.schema.fields import Field, Kind, Schema
from drafter.schema.loader import OWN_KEYWORDS, read_schema
from drafter.schema.values import UnfitValue, convert_value, is_empty, parse_date

__all__ = [
    "OWN_KEYWORDS",
    "Field",
    "Kind",
    "Schema",
    "UnfitValue",
    "check_data",
    "convert_value",
    "is_empty",
    "parse_date",
    "read_schema",
]
