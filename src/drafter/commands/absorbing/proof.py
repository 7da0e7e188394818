"""The proof that a changed template gives the report as hands left it, before it is written."""

from __future__ import annotations

from collections.abc import Sequence

from drafter import engine, output, template
from drafter.commands.drafting.drafts import DraftWithSources
from drafter.engine import Draft
from drafter.problems import Problem
from drafter.update.absorb.model import BlockEdit
from drafter.word.package.opening import open_package
from drafter.word.text import blocks
from drafter.word.text.blocks import DocumentBlocks


def draft_with(docx: bytes, drafted: DraftWithSources) -> tuple[Draft | None, list[Problem]]:
    """The draft of the same data by the template with another Word file."""
    made = drafted.draft
    folder = drafted.workspace.template(made.compiled.template.name)
    opened, found = template.read_template(folder, drafted.workspace.show(folder), docx)
    if opened is None:
        return None, found
    compiled, problems = engine.compile_template(opened)
    found += problems
    if compiled is None:
        return None, found
    draft, problems = engine.render_report(compiled, made.ledger)
    return draft, [*found, *problems]


def read_draft(draft: Draft) -> DocumentBlocks:
    """The blocks of a draft, as they are written."""
    package, _ = open_package(output.seal_report(draft), "")
    assert package is not None
    return blocks.read_blocks(package)


def says_as_expected(draft: Draft, base: DocumentBlocks, edits: Sequence[BlockEdit],
                     trunk: DocumentBlocks) -> bool:  # fmt: skip
    """Whether the draft says what the old one said, with these edits and nothing else changed."""
    return [block.text for block in read_draft(draft).blocks] == _expect(base, edits, trunk)


def _expect(base: DocumentBlocks, edits: Sequence[BlockEdit], trunk: DocumentBlocks) -> list[str]:
    """What each block says when the edits are in it."""
    texts = [[block.text] for block in base.blocks]
    for edit in edits:
        if edit.kind == "added":
            assert edit.trunk is not None and edit.after is not None
            texts[edit.after].append(trunk.blocks[edit.trunk].text)
            continue
        assert edit.base is not None
        own = texts[edit.base]
        if edit.kind == "deleted":
            del own[0]
            continue
        for start, end, words in reversed(edit.rewordings):
            own[0] = own[0][:start] + words + own[0][end:]
    return [text for block in texts for text in block]
