"""A draft as the bytes of a report that can be recognised again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from drafter.word.package import archive as packages
from drafter.word.package import stamps
from drafter.word.package.archive import DOCUMENT, PackedMember

if TYPE_CHECKING:
    from drafter.engine import Draft


def seal_report(draft: Draft) -> bytes:
    """The report with its run id and digest. The same draft always gives the same bytes."""
    run = hashlib.sha256()
    for name, content in draft.package.contents.items():
        run.update(name.encode())
        run.update(content.data if isinstance(content, PackedMember) else content)
    digest = hashlib.sha256(_body_text(draft).encode("utf-8", "surrogatepass")).hexdigest()
    marks = {stamps.RUN_MARK: run.hexdigest()[:32], stamps.DIGEST_MARK: digest}
    return packages.write_zip(
        stamps.fill_placeholders(draft.package, draft.compiled.stamped, marks)
    )


def _body_text(draft: Draft) -> str:
    """What the body says, a line a paragraph."""
    if draft.words is not None:
        return draft.words[DOCUMENT].text.removesuffix("\n")
    from drafter.word import xml  # the page was mended as a tree: rare
    from drafter.word.repair import tree

    return "\n".join(
        tree.read_paragraph_texts(xml.parse(draft.package.members[DOCUMENT], huge=True))
    )
