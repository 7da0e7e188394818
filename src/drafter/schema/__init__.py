"""What a template asks of its data: the JSON Schema of a template folder, and the check by it."""

from drafter.schema.checker import check_data, locate_faults
from drafter.schema.doubles import find_doubles
from drafter.schema.fields import Field, Kind, NamedCheck, NamedFigure, Schema
from drafter.schema.loader import read_schema
from drafter.schema.slips import OWN_KEYWORDS
from drafter.schema.values import (
    UnfitValue,
    convert_value,
    drop_sign,
    is_count,
    is_empty,
    parse_date,
    warn_of_value,
)

__all__ = [
    "OWN_KEYWORDS",
    "Field",
    "Kind",
    "NamedCheck",
    "NamedFigure",
    "Schema",
    "UnfitValue",
    "check_data",
    "convert_value",
    "drop_sign",
    "find_doubles",
    "is_count",
    "is_empty",
    "locate_faults",
    "parse_date",
    "read_schema",
    "warn_of_value",
]
