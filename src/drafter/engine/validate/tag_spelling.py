"""How a tag is written, looked at before it is parsed: signs, its first word, emptiness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.engine.validate.walk import find_closest
from drafter.problems.model import Value
from drafter.word.text.places import RAW

_TAG = re.compile(r"\{\{(?:(?:r|p|tr|tc)(?=\s))?-?(?P<print>.*?)-?\}\}"
                  r"|\{%(?:(?:p|tr|tc|r)(?=\s))?-?(?P<do>.*?)-?%\}", re.DOTALL)  # fmt: skip
_RAW = re.compile(RAW, re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_SIGNS = {
    "｜": "|", "，": ",", "（": "(", "）": ")", "：": ":", "。": ".", "＝": "=", "、": ",",
    "！": "!", "＞": ">", "＜": "<", "＋": "+", "－": "-", "％": "%", "［": "[", "］": "]",
    "【": "[", "】": "]", "＂": '"', "「": '"', "」": '"', "『": '"', "』": '"', "；": ",",
}  # fmt: skip
"""Chinese signs that come from an input method left on, and what the grammar has for them."""

_WORDS = (
    "if", "elif", "else", "endif", "for", "endfor", "set", "endset", "macro", "endmacro", "call",
    "endcall", "filter", "endfilter", "with", "endwith", "block", "endblock", "autoescape",
    "endautoescape", "print", "raw", "endraw", "include", "import", "from", "extends", "cellbg",
    "colspan", "hm", "vm", "tr", "tc", "p", "r",
)  # fmt: skip
"""Words that a statement may begin with. tr, tc, p, r behind a blank are D324."""

_LIKELY = _WORDS[:18]
"""Those that a template mostly means."""

_MEANT = {
    "如果": "if", "若": "if", "假如": "if", "当": "if", "elseif": "elif", "elsif": "elif",
    "else if": "elif", "否则如果": "elif", "否则": "else", "循环": "for", "对于": "for",
    "遍历": "for", "foreach": "for", "end if": "endif", "end for": "endfor", "结束": "endif",
    "结束如果": "endif", "结束循环": "endfor", "end": "endif、endfor", "设": "set",
    "设置": "set", "令": "set",
}  # fmt: skip
_GLUED = re.compile(rf"(p|tr|tc)({'|'.join(_LIKELY)})")
_TWO_WORDS = re.compile(r"(else\s+if|end\s+(?:if|for))\b")


class TagFault(NamedTuple):
    """What is wrong with a tag: the code, 0-based start and width in its text, the values."""

    code: str
    start: int
    width: int
    values: dict[str, Value]


def find_faults(tag: str) -> Iterator[TagFault]:
    """What is wrong with how one tag is written. Comments and raw text are let pass."""
    match = _TAG.fullmatch(tag)
    if match is None or _RAW.match(tag):
        return
    group = "print" if match["print"] is not None else "do"
    inside, start = match[group].translate(_QUOTES), match.start(group)
    if not inside.strip():
        yield TagFault("D353", 0, len(tag), {"tag": tag})
        return
    bare = _STRING.sub(lambda string: " " * len(string.group()), inside)
    yield from _find_chinese_signs(bare, start)
    if group == "do":
        yield from _check_first_word(inside, start)


def _find_chinese_signs(bare: str, start: int) -> Iterator[TagFault]:
    """The Chinese signs outside quotes, all in one finding at the first of them."""
    found = [at for at, sign in enumerate(bare) if sign in _SIGNS]
    if found:
        signs = "".join(dict.fromkeys(bare[at] for at in found))
        half = "".join(dict.fromkeys(_SIGNS[sign] for sign in signs))
        yield TagFault("D344", start + found[0], 1, {"sign": signs, "half": half})


def _check_first_word(inside: str, start: int) -> Iterator[TagFault]:
    two = _TWO_WORDS.match(inside.strip())
    one = re.match(r"\w+", inside.strip())
    if two is None and (one is None or one.group() in _WORDS):
        return
    at = start + len(inside) - len(inside.lstrip())
    written = (two or one).group()  # type: ignore[union-attr]
    word = " ".join(written.split())
    glued = _GLUED.fullmatch(word)
    near = " ".join(glued.groups()) if glued else find_closest(word.lower(), _LIKELY)
    hint = _MEANT.get(word) or near or "if、for、set"
    yield TagFault("D345", at, len(written), {"word": word, "hint": hint})
