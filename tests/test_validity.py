"""Tests for the tests' own look at Word files: what it remembers hides no fault."""

from __future__ import annotations

from pathlib import Path

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
