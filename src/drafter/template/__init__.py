"""A template folder: its Word file, its schema, the slots its tags name."""

from drafter.template.read import DOCX, SCHEMA, Template, read

__all__ = ["DOCX", "SCHEMA", "Template", "read"]
