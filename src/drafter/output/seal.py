"""A draft as the bytes of a report that can be recognised again."""

from __future__ import annotations

import hashlib

from drafter.engine import Draft
from drafter.word import mend, properties, xml
from drafter.word import package as packages
from drafter.word.package import DOCUMENT

RUN, DIGEST = "drafter.run", "drafter.digest"
"""The custom properties a report carries: which run wrote it, and the digest of its text."""


def seal(draft: Draft) -> bytes:
    """The report with its run id and digest. The same draft always gives the same bytes."""
    root = xml.parse(draft.package.members[DOCUMENT], huge=True)
    text = "\n".join(mend.paragraph_texts(root))
    run = hashlib.sha256(packages.pack(draft.package)).hexdigest()[:32]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return packages.pack(properties.sign(draft.package, {RUN: run, DIGEST: digest}))
