"""The page of a preview as pieces of HTML, a stylesheet and a frame; no web in it."""

from __future__ import annotations

from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from drafter.commands.previewing.previewer import Preview
from drafter.desk.page.kept import KeptLook, find_look, find_picture
from drafter.desk.page.objects import PagePicture
from drafter.desk.page.pieces import PageBuilder, Piece
from drafter.source import pause_gc

__all__ = ["Piece", "page_frame", "page_picture", "page_pieces", "page_style"]


class _Page(NamedTuple):
    pieces: tuple[Piece, ...]
    frame: dict[str, Any]
    kept: KeptLook | None


_pages: WeakKeyDictionary[Preview, _Page] = WeakKeyDictionary()


def page_pieces(preview: Preview) -> tuple[Piece, ...]:
    """The page in order, then its headers, footers and notes; none where there is no draft."""
    return _find_page(preview).pieces


def page_frame(preview: Preview) -> dict[str, Any]:
    """Papers, margins, headers and notes of the page, lengths in points; see `frames`."""
    return _find_page(preview).frame


def page_style(preview: Preview) -> str:
    """The stylesheet that the classes of the pieces stand in."""
    kept = _find_page(preview).kept
    return "" if kept is None else kept.look.write_style()


def page_picture(preview: Preview, digest: str) -> PagePicture | None:
    """A picture of the page: its bytes and their kind."""
    return find_picture(digest)


def _find_page(preview: Preview) -> _Page:
    found = _pages.get(preview)
    if found is None:
        with pause_gc():
            _pages[preview] = found = _build_page(preview)
    return found


def _build_page(preview: Preview) -> _Page:
    draft = preview.draft
    if draft is None:
        frame = {"css": "", "title": "", "evenOdd": False, "sections": []}
        return _Page((), {**frame, "notes": [], "endnotes": []}, None)
    kept = find_look(draft.package)
    if kept.latest is not None and kept.latest[0] is draft:  # the data were no use since
        return _Page(kept.latest[1], kept.latest[2], kept)
    builder = PageBuilder(draft.package, kept)
    sections = builder.list_running_parts()
    frame = {"title": draft.title, "evenOdd": builder.reads_even_pages_apart()}
    frame["sections"] = sections
    pieces = (*builder.build_body(), *builder.build_asides(frame))
    frame["notes"] = frame.pop("footnotes")
    frame["css"] = kept.look.version
    kept.forget_oldest()
    kept.latest = draft, pieces, frame
    return _Page(pieces, frame, kept)
