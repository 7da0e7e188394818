"""How a tag is written, looked at before it is parsed: signs, its first word, emptiness."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from drafter.engine.validate.foreign import name_foreign_tag
from drafter.problems import find_nearest_word, phrase
from drafter.problems.model import Value
from drafter.template.tag import Tag

_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_SIGNS = {
    **dict(
        zip(
            "｜，（）：。＝、！＞＜＋－％［］【】＂「」『』；｛｝／＊～．＇＿‐‑‒–—―−×÷′″´",
            '|,():.=,!><+-%[][]""""",{}/*~.\'_-------*/\'"\'',
            strict=True,
        )
    ),
    "≥": ">=", "≤": "<=", "≠": "!=", "＆": "and", "…": "...",
}  # fmt: skip
"""Signs that come from an input method left on or from Word's AutoCorrect, and what the grammar has
for them."""
_GRAMMAR = re.compile(r"[\w\s|,():.=!><+\-%*/~\[\]{}\"']")
_INSTEAD = {"&": "and", "?": "… if … else …", ";": ",", "^": "**", "\\": "/", "#": "{# … #}"}
"""Signs of other languages, and what the grammar has for them."""

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


def find_faults(
    tag: Tag, fields: Collection[str] = (), odd: Collection[str] = ()
) -> Iterator[TagFault]:
    """What is wrong with how one tag is written. Comments and raw text are let pass.

    fields: names of the data. odd: names of fields that no tag can have behind a dot.
    """
    if tag.kind not in ("print", "statement"):
        return
    if not tag.code.strip():
        yield TagFault("D353", 0, len(tag.text), {"tag": tag.text})
        return
    if (foreign := name_foreign_tag(tag, fields)) is not None:
        values: dict[str, Value] = {"tag": foreign.text, "engine": foreign.engine}
        yield TagFault("D384", 0, len(tag.text), {**values, "hint": foreign.hint})
        return
    bare = _STRING.sub(_blank_out, tag.code)
    for name in sorted(odd, key=len, reverse=True):
        used = re.compile(rf"(\w*)\s*(?<=[\w.,(\s])([.,(])\s*({re.escape(name)})")
        for match in used.finditer(bare):
            hint = f'{match[1]}["{name}"]' if match[2] == "." else f'筛选(**{{"{name}": …}})'
            start = tag.inside_start + match.start(3)
            yield TagFault("D386", start, len(name), {"name": name, "hint": hint})
        bare = used.sub(_blank_out, bare)
    yield from _find_strange_signs(bare, tag.inside_start)
    if tag.kind == "statement":
        yield from _check_first_word(tag)


def _blank_out(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _find_strange_signs(bare: str, start: int) -> Iterator[TagFault]:
    """The signs outside quotes that are none of the grammar's: the Chinese ones, all in one finding
    at the first of them, or the first of any other."""
    found = [at for at, sign in enumerate(bare) if sign in _SIGNS]
    if found:
        signs = "".join(dict.fromkeys(bare[at] for at in found))
        half = "".join(dict.fromkeys(_SIGNS[sign] for sign in signs))
        yield TagFault("D344", start + found[0], 1, {"sign": signs, "half": half})
        return
    for at, sign in enumerate(bare):
        if not _GRAMMAR.match(sign):
            hint = _INSTEAD.get(sign)
            cure = phrase("sign.instead", half=hint) if hint else phrase("sign.quote", sign=sign)
            yield TagFault("D382", start + at, 1, {"sign": name_sign(sign), "hint": cure})
            return


def name_sign(sign: str) -> str:
    """The sign as a message shows it; one that cannot be seen by its number."""
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"


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
