"""Tests for the tests' own look at Word files: what it remembers hides no fault."""

from __future__ import annotations

from pathlib import Path

import pytest

import asides
import validity
from notation import docx
from small import changed

STRAY = "<w:r><w:t>甲</w:t></w:r><w:pPr/>"


def test_a_fault_is_found_each_time_after_a_sound_file_too(tmp_path: Path):
    sound = docx("甲")
    broken = changed(sound, "word/document.xml", "</w:p>", f"{STRAY}</w:p>")
    misspelt = changed(sound, "word/styles.xml", "</w:styles>", "<w:p/></w:styles>")
    said = [validity.audit(data, tmp_path) for data in [sound, broken, sound, misspelt] * 2]
    assert said[0] == said[2] == [] and said[1] and said[3]
    assert said[4:] == said[:4]


@pytest.mark.parametrize(
    "stray",
    [
        "<w:pPr/>",
        '</w:r><w:bookmarkStart w:id="x" w:name="a"/><w:r>',
        '</w:r><w:hyperlink r:id="none"><w:r/></w:hyperlink><w:r>',
        '<w:footnoteReference w:id="77"/>',
    ],
)
def test_a_fault_beside_words_that_were_sound_before_is_told_at_its_paragraph(
    stray: str, tmp_path: Path
):
    sound = docx("甲\n\n乙\n\n丙")
    words = '<w:t xml:space="preserve">乙'
    broken = changed(sound, "word/document.xml", words, stray + words)
    assert validity.audit(sound, tmp_path) == []
    said = validity.audit(broken, tmp_path)
    assert said and (any("/body[1]/p[2]" in each for each in said) or "footnote" in said[0])
    assert validity.audit(broken, tmp_path) == said and validity.audit(sound, tmp_path) == []


def test_a_rule_forgets_the_notes_of_a_file_whose_place_in_memory_another_may_take(tmp_path: Path):
    noted = asides.template("甲〔1〕", notes=["注"], kind="endnote")
    assert validity.audit(noted, tmp_path) == []
    rules = [rule for each in validity._list_word_rules().values() for rule in each]
    memories = [vars(rule)["_value_cache"] for rule in rules if "_value_cache" in vars(rule)]
    assert memories and not any(memories)
