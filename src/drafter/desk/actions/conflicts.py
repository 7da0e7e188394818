"""What hands and data say differently in the report, to be settled one by one."""

from __future__ import annotations

from pathlib import Path

from drafter.desk.actions.model import Asked
from drafter.output import Account


def list_conflicts(path: Path, account: Account | None, asked: Asked) -> list[dict[str, object]]:
    """The conflicts of the account, for the desk."""
    if account is None:
        return []
    return []
