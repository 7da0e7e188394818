"""The words round a number that say what it counts: whole words, as many as a name has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.adopt.finding import lexicon
from drafter.adopt.naming.words import Word, cut_words

MOST_NAME = 9
"""A name has about so many characters; its ending (人数, 占比) comes on top."""
HOLE, QUOTED = "\x00", "\x01"
"""What stands for each character of a figure, and of a title of a file."""
CLAUSE_END = re.compile(r"[，,。；;：:！？!?\n]")
_ASIDE = re.compile(r"[（(][^（()）\x00]*[)）]|\x01+")
_MARKS = re.compile(r"[“”‘’\"'\s\u3000]")
_AFTER_STOP = re.compile(r"[，,。；;、：:（）()\x00\x01《》！？\n]")
_OF = re.compile(r"(?:中|里)的")
_ASPECT = re.compile(r"(?:工作)?(?:等)?方面$")


def tidy_clause(clause: str) -> str:
    """The clause without asides, titles of files and quotation marks."""
    return _MARKS.sub("", _ASIDE.sub("", clause))


def find_phrase(clause: str) -> tuple[str, str]:
    """The last noun phrase of a clause, and the verb that stands before it; each may be empty."""
    piece = next((each for each in reversed(re.split(r"\x00+", clause)) if len(each) > 1), "")
    words = cut_words(piece[-30:])
    while words and not words[-1].names:
        words.pop()
    chosen = _take_back(words)
    verb = ""
    while chosen and chosen[0].sort != "noun" and not _is_compound(chosen):
        verb = chosen[0].text if chosen[0].is_verb else verb
        chosen.pop(0)
    noun = "".join(word.text for word in chosen if word.names)
    return verb, _ASPECT.sub("", noun) or noun


def _is_compound(words: Sequence[Word]) -> bool:
    """安置 and 房: a verb before a single character is the front of a noun."""
    return (
        len(words) > 1 and words[0].is_verb and words[1].sort == "noun" and len(words[1].text) == 1
    )


def _take_back(words: Sequence[Word]) -> list[Word]:
    """The last words that may be a name together."""
    chosen: list[Word] = []
    length = 0
    for word in reversed(words):
        is_list = word.text in "、和与及或"
        said = "".join(each.text for each in chosen)
        if not word.names and (not is_list or len(_ASPECT.sub("", said)) >= 3) and length >= 2:
            break
        if chosen and length + len(word.text) > MOST_NAME + 1:
            break
        chosen.insert(0, word)
        length += len(word.text) if word.names else 0
        if word.is_verb and length > len(word.text):
            break
    return chosen


def find_action(clause: str) -> str:
    """The last words of a clause that has no noun: 列入规划逐步解决."""
    piece = next((each for each in reversed(re.split(r"\x00+", clause)) if len(each) > 1), "")
    said = ""
    for word in reversed(cut_words(piece[-20:])):
        if word.text in lexicon.EMPTY_WORDS and said:
            break
        if word.text not in lexicon.EMPTY_WORDS and re.fullmatch(r"[\u4e00-\u9fff]+", word.text):
            if len(said) + len(word.text) > MOST_NAME:
                break
            said = word.text + said
    return said


def find_noun_behind(after: str) -> str:
    """The noun behind the unit: 5期呈阅件, 99个承办单位, 11家单位主办."""
    piece = _AFTER_STOP.split(_MARKS.sub("", _OF.sub("，", after.lstrip())))[0]
    words = cut_words(piece[:16])
    noun = ""
    for at, word in enumerate(words):
        behind = words[at + 1] if at + 1 < len(words) else None
        if word.text == "的" and noun:
            noun = ""
        elif word.is_verb and noun in lexicon.DOERS and len(word.text) == 2:
            return word.text + noun
        elif word.is_verb and not noun and behind and behind.sort == "noun":
            noun = word.text
        elif word.sort != "noun" or len(noun) + len(word.text) > MOST_NAME:
            break
        else:
            noun += word.text
    return noun


def find_subject(clause: str) -> str:
    """Who or what the clause is about: its first words, up to one that no name has."""
    subject = ""
    for word in cut_words(tidy_clause(clause).partition(HOLE)[0][:24]):
        if not word.names:
            if len(subject) >= 2:
                break
            subject = ""
        elif len(subject) + len(word.text) > MOST_NAME:
            break
        else:
            subject += word.text
    return subject if len(subject) >= 2 else ""


def join_overlapping(first: str, second: str) -> str:
    """市政协采用 and 采用率 are 市政协采用率."""
    for size in range(min(len(first), len(second)), 0, -1):
        if first.endswith(second[:size]):
            return first + second[size:]
    return first + second
