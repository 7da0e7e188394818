"""What somebody types into a cell, as its field has it: 3.5 as the day, full-width digits, 12人."""

from __future__ import annotations

import datetime
import re
import unicodedata

from drafter.schema.fields import Field
from drafter.schema.values import (
    UnfitValue,
    convert_value,
    drop_sign,
    parse_date,
    suggest_amount,
    suggest_date,
)
from drafter.source.yaml.node import MOST_DIGITS
from drafter.vocabulary import NO, YES

_DAY_OF_YEAR = re.compile(r"(\d{1,2})\s*[-./月、]\s*(\d{1,2})\s*[日号]?")
_OF_DATES = re.compile(r"[\d\s\-./:年月日号、()星期周一二三四五六天上下午T]+")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_WITHOUT_WIDTH = re.compile("[\u200b-\u200f\u2060]")
"""What comes along from a web page or a chat; in a choice, a day, a number nobody sees it."""
_SERIAL = re.compile(r"[345]\d{4}(?:\.\d+)?")
_FIRST_SERIAL_DAY = datetime.date(1899, 12, 30).toordinal()
"""How Excel counts days; a cell without a date's format is copied so."""
_SIGNS = ("、", "；", "\n")
_LONGEST_NAME = 4


def clean_typed(text: str) -> str:
    """The text without what nobody typed: blanks round it, signs that no file can hold.

    >>> clean_typed(" 学习\\r\\n讨论\\x00 ")
    '学习\\n讨论'
    """
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)).strip(" \t\n")


def read_typed(text: str, field: Field | None, year: int | None = None) -> str | int | None:
    """What was typed as the field has it; as it was typed where it is nothing of the kind.

    year: of a day typed without one. None: nothing was typed.
    """
    text = clean_typed(text)
    if not text or text.isspace():
        return None
    kind = field.kind if field is not None else "any"
    if field is not None and (field.choices or kind not in ("text", "any")):
        text = _WITHOUT_WIDTH.sub("", text) or text
    if field is not None and field.choices:
        return _find_choice(text, field.choices)
    if field is not None and kind in ("integer", "number", "figure"):
        return _read_amount(text, field)
    if kind == "date":
        return _read_day(text, year) or text
    return _read_answer(text) if kind == "boolean" else text


def _find_choice(text: str, choices: tuple[str, ...]) -> str:
    """The choice that was typed with other blanks or signs of another width."""
    same = [each for each in choices if each == text]
    folded = [each for each in choices if _fold_text(each) == _fold_text(text)]
    answer = _read_answer(text)
    return next(iter(same or folded), answer if answer in choices else text)


def _fold_text(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _read_amount(text: str, field: Field) -> str | int:
    try:
        convert_value(drop_sign(text, field), field.kind)
        taken = text
    except UnfitValue:
        taken = suggest_amount(text, field) or text
    digits = taken.removeprefix("-")
    is_whole = digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS
    return int(taken) if is_whole and str(int(taken)) == taken else taken


def _read_day(text: str, year: int | None) -> str:
    """The day as 2021-03-05; nothing where it is none for sure."""
    plain = unicodedata.normalize("NFKC", text)
    if _SERIAL.fullmatch(plain):
        return datetime.date.fromordinal(_FIRST_SERIAL_DAY + int(plain[:5])).isoformat()
    if (short := _DAY_OF_YEAR.fullmatch(plain)) and year:
        month, day = int(short[1]), int(short[2])
        # 2月30日 is meant as a day, so that it is told that there is no such one
        is_day = "月" in plain or (1 <= month <= 12 and 1 <= day <= 31)
        return f"{year:04}-{month:02}-{day:02}" if is_day else ""
    try:
        return parse_date(plain).isoformat()
    except UnfitValue:
        return suggest_date(plain) if _OF_DATES.fullmatch(plain) else ""


def _read_answer(text: str) -> str:
    try:
        return YES if convert_value(unicodedata.normalize("NFKC", text), "boolean") else NO
    except UnfitValue:
        return text


def join_entries(entries: list[str]) -> str:
    """The texts of a list in one cell; `split_entries` parts them again.

    >>> join_entries(["甲", "乙"]), join_entries(["查、看", "写"])
    ('甲、乙', '查、看；写')
    """
    for sign in _SIGNS:
        for text in (sign.join(entries), sign.join(entries) + sign):
            if split_entries(text) == entries:
                return text
    return "\n".join(entries)


def split_entries(text: str) -> list[str]:
    """The texts of a list that were typed into one cell: a line each, or with ；or 、 between.

    >>> split_entries("甲、乙"), split_entries("张三，李四"), split_entries("先查，再看看情况")
    (['甲', '乙'], ['张三', '李四'], ['先查，再看看情况'])
    """
    text = _LINE_ENDS.sub("\n", text)
    if "\n" in text or "；" in text or ";" in text:
        parts = text.split("\n") if "\n" in text else re.split("[;；]", text)
        return [part for each in parts if (part := clean_typed(each))]
    parts = [clean_typed(each) for each in re.split("[,，、]", text)]
    if any(len(part) > _LONGEST_NAME for part in parts):
        parts = [clean_typed(each) for each in text.split("、")]
    return [part for part in parts if part]
