"""What each command that writes a file says of it, a sentence a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.problems import Lang, Severity, format_path, render_message
from drafter.vocabulary import SINGLES_SHEET

if TYPE_CHECKING:  # a command loads what it needs: these come with their commands
    from drafter.commands.clean import Cleaned
    from drafter.commands.drafting.result import Result
    from drafter.commands.import_ledger import Imported
    from drafter.commands.new import Renewed
    from drafter.commands.reviewing.review import Reviewed
    from drafter.commands.workbooks.importing import ImportedBook
    from drafter.commands.workbooks.workbook import WrittenBook

Show = Callable[[Path], str]
"""How a path is written for its user."""
STANDING = ("absent", "current", "outdated", "edited")
"""What `status` finds, which writes nothing."""
_MOST_CHANGES = 40


def tell_backup(path: Path | None, lang: Lang, show: Show) -> Iterator[str]:
    """Where the file that was there is kept, if one was."""
    if path is not None:
        yield render_message("result.backup", lang, path=show(path))


def tell_result(result: Result, lang: Lang, show: Show) -> Iterator[str]:
    """What became of the report, and of what hands had done to it."""
    yield from tell_backup(result.backup, lang, show)
    gaps = sum(each.severity is Severity.GAP for each in result.problems)
    ending = ".gaps" if gaps and result.status not in ("unchanged", *STANDING) else ""
    if result.status == "checked" and not result.trace:
        ending = ".file"
        ending += "" if result.problems else ".clean" if result.lines else ".sound"
    elif result.status == "checked" and not result.problems:
        ending = ".clean"
    if result.status == "kept" and (told := result.account):
        is_as_written = not told.touched.all and not told.formats
        if told.unsure:
            ending = ".unsure"
        elif told.edits and is_as_written:  # a copy came back with nothing to put in
            ending = ".unedited"
    path = result.path and show(result.path)
    key = f"result.{result.status}{ending}"
    looked = result.lines or len(result.trace)
    yield render_message(key, lang, path=path, title=result.title, n=gaps, looked=looked)
    if result.account is not None:
        from drafter.commands.telling import account  # only where a report was there before

        planned = result.status in STANDING
        yield from account.format_lines(result.account, lang, show, planned=planned)


def tell_cleaned(cleaned: Cleaned, lang: Lang, show: Show) -> Iterator[str]:
    """Where the clean copy is, and what is not in it."""
    yield from tell_backup(cleaned.backup, lang, show)
    yield render_message(f"clean.{cleaned.status}", lang, path=show(cleaned.path))
    if cleaned.comments:
        yield render_message("clean.comments", lang, n=cleaned.comments)


def tell_reviewed(reviewed: Reviewed, lang: Lang, show: Show) -> Iterator[str]:
    """Where the copy for reviewing is, and what is in it."""
    yield from tell_backup(reviewed.backup, lang, show)
    counts = {"figures": reviewed.figures, "findings": reviewed.findings}
    yield render_message(f"review.{reviewed.status}", lang, path=show(reviewed.path), **counts)
    if reviewed.edited:
        yield render_message("review.edited", lang)
    if reviewed.lost:
        yield render_message("review.lost", lang, n=reviewed.lost)


def tell_renewed(renewed: Renewed, lang: Lang, show: Show) -> Iterator[str]:
    """What the new year's file has, and what is to be done with it."""
    before = renewed.before
    is_first = not before
    key = "new.first" if is_first else "new.done"
    yield render_message(key, lang, path=show(renewed.path), before=before)
    if renewed.emptied:
        key = "new.ledgers" if is_first else "new.emptied"
        yield render_message(key, lang, names=_list_names(renewed.emptied, lang))
    if renewed.carried:
        counted = [render_message("new.each", lang, name=k, n=n) for k, n in renewed.carried]
        total = sum(n for _, n in renewed.carried)
        names = _list_names(counted, lang)
        yield render_message("new.carried", lang, names=names, n=total, before=before)
    if renewed.to_fill:
        yield render_message("new.fill", lang, names=_list_names(renewed.to_fill, lang))
    yield render_message("new.check" if is_first else "new.next", lang, file=renewed.path.name)


def _list_names(names: Iterable[str], lang: Lang) -> str:
    return render_message("list.joint", lang).join(names)


def tell_imported(
    imported: Imported, lang: Lang, show: Show, *, replace: bool = False
) -> Iterator[str]:
    """How many records went where, what became of those there, and where the old file is."""
    key = "import.replaced" if replace else "import.added"
    yield render_message(
        key, lang, path=show(imported.path), name=imported.ledger, n=imported.records,
        added=imported.added, same=imported.records - imported.added, kept=imported.kept,
        removed=imported.removed,
    )  # fmt: skip
    if not imported.written:
        yield render_message("import.unwritten", lang)
    yield from tell_backup(imported.backup, lang, show)


def tell_workbook(made: WrittenBook, lang: Lang, show: Show) -> Iterator[str]:
    """What was written, which columns have a list to choose from, and what comes next."""
    done = "workbook.same" if made.status == "unchanged" else "workbook.done"
    yield render_message(done, lang, path=show(made.path))
    for sheet in made.sheets:
        joined = _list_names(sheet.lists, lang)
        lists = render_message("workbook.lists", lang, columns=joined) if joined else ""
        key = "workbook.sheet" if sheet.records else "workbook.sheet.empty"
        if sheet.title == SINGLES_SHEET:
            key = "workbook.singles"
        yield render_message(key, lang, name=sheet.title, n=sheet.records, lists=lists)
    yield from tell_backup(made.backup, lang, show)
    key = "workbook.next.part" if made.partial else "workbook.next"
    yield render_message(key, lang, name=made.path.name, data=made.data.name)


def tell_imported_book(made: ImportedBook, lang: Lang, show: Show) -> Iterator[str]:
    """What became of each ledger, and each value that changed."""
    for sheet in made.sheets:
        yield render_message(
            "workbook.import.sheet", lang, name=sheet.ledger, n=sheet.records, added=sheet.added,
            changed=sheet.changed,
        )  # fmt: skip
        if sheet.removed:
            yield render_message("workbook.import.removed", lang, n=sheet.removed)
        if sheet.gone:
            yield render_message("workbook.import.gone", lang, n=sheet.gone)
    for path, before, after in made.changes[:_MOST_CHANGES]:
        values = {"before": tell_value(before, lang), "after": tell_value(after, lang)}
        yield render_message("workbook.import.change", lang, where=format_path(path), **values)
    if rest := made.changes[_MOST_CHANGES:]:
        yield render_message("workbook.import.more", lang, n=len(rest))
    done = "workbook.import.done" if made.written else "workbook.import.unwritten"
    yield render_message(done, lang, path=show(made.path))
    yield from tell_backup(made.backup, lang, show)


def tell_value(value: Any, lang: Lang) -> str:
    """A value in words: of a number what it is, and nothing as a dash."""
    if isinstance(value, tuple):
        value = value[1] or value[0]
    if isinstance(value, bool):
        value = render_message("workbook.yes" if value else "workbook.no", lang)
    if isinstance(value, list):
        return _list_names((tell_value(each, lang) for each in value), lang) or "—"
    return "—" if value in (None, {}) else str(value)
