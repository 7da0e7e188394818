"""A draft as the bytes of a report that can be recognised again."""

from __future__ import annotations

import hashlib

from drafter.engine import Draft
from drafter.word import package as packages
from drafter.word import stamps
from drafter.word.package import DOCUMENT, Packed


def seal(draft: Draft) -> bytes:
    """The report with its run id and digest. The same draft always gives the same bytes."""
    run = hashlib.sha256()
    for name, content in draft.package.contents.items():
        run.update(name.encode())
        run.update(content.data if isinstance(content, Packed) else content)
    digest = hashlib.sha256(_words(draft).encode("utf-8", "surrogatepass")).hexdigest()
    marks = {stamps.RUN_MARK: run.hexdigest()[:32], stamps.DIGEST_MARK: digest}
    return packages.pack(stamps.filled(draft.package, draft.compiled.stamped, marks))


def _words(draft: Draft) -> str:
    """What the body says, a line a paragraph."""
    if draft.words is not None:
        return draft.words[DOCUMENT].text.removesuffix("\n")
    from drafter.word import mend, xml  # the page was mended as a tree: rare

    return "\n".join(mend.paragraph_texts(xml.parse(draft.package.members[DOCUMENT], huge=True)))
