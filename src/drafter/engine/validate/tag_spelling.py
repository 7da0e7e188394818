"""How a tag is written, looked at before it is parsed: signs, its first word, emptiness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.problems import find_nearest_word
from drafter.problems.model import Value
from drafter.template.tag import Tag

_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_SIGNS = dict(
    zip("｜，（）：。＝、！＞＜＋－％［］【】＂「」『』；", '|,():.=,!><+-%[][]""""",', strict=True)
)
"""Chinese signs that come from an input method left on, and what the grammar has for them."""

_LIKELY = (
    "if elif else endif for endfor set endset macro endmacro call endcall filter endfilter "
    "with endwith block endblock"
).split()
"""Words that a template mostly means."""

_WORDS = {
    *_LIKELY,
    *"autoescape endautoescape print raw endraw include import from extends".split(),
    *"cellbg colspan hm vm".split(),  # docxtpl's own
    *"tr tc p r".split(),  # behind a blank they are D324
}
"""Words that a statement may begin with."""

_MEANT = {
    "if": "如果 若 假如 当",
    "elif": "elseif elsif 否则如果",
    "else": "否则",
    "for": "循环 对于 遍历 foreach",
    "set": "设 设置 令",
    "endif": "结束 结束如果",
    "endfor": "结束循环",
    "endif、endfor": "end",
}
"""Words of Chinese and of other languages, by what Jinja has for them."""

_GLUED = re.compile(rf"(p|tr|tc)({'|'.join(_LIKELY)})")
_TWO_WORDS = re.compile(r"(else\s+if|end\s+(?:if|for))\b")


class TagFault(NamedTuple):
    """What is wrong with a tag: the code, 0-based start and width in its text, the values."""

    code: str
    start: int
    width: int
    values: dict[str, Value]


def find_faults(tag: Tag) -> Iterator[TagFault]:
    """What is wrong with how one tag is written. Comments and raw text are let pass."""
    if tag.kind not in ("print", "statement"):
        return
    if not tag.code.strip():
        yield TagFault("D353", 0, len(tag.text), {"tag": tag.text})
        return
    bare = _STRING.sub(lambda string: " " * len(string.group()), tag.code)
    yield from _find_chinese_signs(bare, tag.inside_start)
    if tag.kind == "statement":
        yield from _check_first_word(tag)


def _find_chinese_signs(bare: str, start: int) -> Iterator[TagFault]:
    """The Chinese signs outside quotes, all in one finding at the first of them."""
    found = [at for at, sign in enumerate(bare) if sign in _SIGNS]
    if found:
        signs = "".join(dict.fromkeys(bare[at] for at in found))
        half = "".join(dict.fromkeys(_SIGNS[sign] for sign in signs))
        yield TagFault("D344", start + found[0], 1, {"sign": signs, "half": half})


def _check_first_word(tag: Tag) -> Iterator[TagFault]:
    two_words = _TWO_WORDS.match(tag.code.strip())
    written = two_words[0] if two_words else tag.keyword
    if not written or written in _WORDS:
        return
    word = " ".join(written.split())
    joined = word.replace(" ", "")
    glued = _GLUED.fullmatch(word)
    hint = next((meant for meant, words in _MEANT.items() if joined in words.split()), "")
    if joined in _WORDS:
        hint = joined
    elif glued:
        hint = " ".join(glued.groups())
    hint = hint or find_nearest_word(word.lower(), _LIKELY) or "if、for、set"
    start = tag.inside_start + len(tag.code) - len(tag.code.lstrip())
    yield TagFault("D345", start, len(written), {"word": word, "hint": hint})
