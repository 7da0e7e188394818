"""Every text but the rules': results, help, usage, what a message is put together from."""

from drafter.problems.catalogue.texts import (
    account,
    adopting,
    desk,
    failing,
    general,
    hands,
    help,
    many,
    reviewing,
    schemas,
    settings,
    templates,
    yearly,
)

TEXTS: dict[str, tuple[str, str]] = {
    **account.TEXTS,
    **adopting.TEXTS,
    **desk.TEXTS,
    **failing.TEXTS,
    **general.TEXTS,
    **hands.TEXTS,
    **help.TEXTS,
    **many.TEXTS,
    **reviewing.TEXTS,
    **schemas.TEXTS,
    **settings.TEXTS,
    **templates.TEXTS,
    **yearly.TEXTS,
}
"""Each text in Chinese and English by its key."""
