"""What is said at the desk (its grid, its page, its server), and of workbooks."""

from drafter.problems.catalogue.texts.desk import grid, keeper, page, server, workbook

TEXTS: dict[str, tuple[str, str]] = {
    **grid.TEXTS,
    **keeper.TEXTS,
    **page.TEXTS,
    **server.TEXTS,
    **workbook.TEXTS,
}
"""Each text of the desk in Chinese and English by its key."""
