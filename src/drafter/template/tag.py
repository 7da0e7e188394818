"""A tag of the template, lexed once: its kind, prefix, strip signs, keyword and expression.

The only reader of tags. It agrees with the two that read the template after it: with Jinja (a
string may hold the signs that end a tag, `{% raw %}` hides all that is inside) and with docxtpl
(a prefix follows the braces at once, and a blank follows it).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple

from drafter import patterns
from drafter.problems import WordPlace
from drafter.vocabulary import FILTER_WORDS
from drafter.word.text.places import ParagraphPlace, make_word_place

AT = "_at"
"""The function that a printing tag is wrapped in: it records what is printed, and where."""
RECORDER = "_recorder"
"""The name under which a rendering's recorder stands in Jinja's context."""
THERE = "_there"
"""The function that asks for a clause whether its figures are there."""
YEARS = "_years"
"""The name of the years before for filters that find them by themselves: in these what the data
leave out is not there, and no 0."""

Kind = Literal["print", "statement", "comment", "raw"]
_KINDS: dict[str, Kind] = {"{{": "print", "{%": "statement", "{#": "comment"}

# A string that holds the beginning of a tag is none: its quote was forgotten in the tag before.
_STRING = "|".join(
    rf"[{quotes}](?:[^{quotes}\\{{]|\\.|\{{(?![{{%#]))*[{quotes}]" for quotes in ('"“”', "'‘’")
)
_CLOSING = r"(?(print)\}\}|(?(statement)%\}|\#\}))"
_TAG = patterns.postpone(
    rf"""
    \{{ (?:
      (?P<raw> %[-+]?\s*raw\s*-?%\}} ) (?P<hidden>.*?) (?P<endraw>\{{%[-+]?\s*endraw\s*[-+]?%\}})
      | (?: (?P<print>\{{) | (?P<statement>%) | (?P<comment>\#) )
        (?: (?P<prefix>tr|tc|p|r)(?=\s) | (?P<left>[-+]) )?
        (?P<inside>
          (?(comment) (?!) | (?:{_STRING}|[^"“”'‘’])*? (?=[-+]?{_CLOSING}) )
          | .*?  # a comment, or a quote that is not closed
        )
        (?P<right>[-+]?) {_CLOSING}
    )
    """,
    re.DOTALL | re.VERBOSE,
)
BRACES = patterns.postpone(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛｛|｝｝")
"""A tag's braces, wherever they are left."""
ESCAPED_BRACES = patterns.postpone(r"\{_[{%]|[}%]_\}")
"""What docxtpl prints as the signs of a tag."""
QUOTES = str.maketrans("“”‘’", "\"\"''")
_KEYWORD = patterns.postpone(r"\s*(\w*)")
_ASSIGNS = patterns.postpone(r"[\w.,()\s]+=")
_NAME = patterns.postpone(r"[^\W\d]\w*")
_TARGETS = patterns.postpone(r".*?(?=\bin\b|=[^=]|$)", re.DOTALL)
"""What a for or set gives names to, in the text behind its keyword."""
_BARE = f"(?:\\d+(?:\\.\\d+)?|{'|'.join(FILTER_WORDS)})(?!\\w)"
_BARE_ARGUMENTS = patterns.postpone(
    rf"(?P<string>{_STRING})|(?P<filter>\|\s*[^\W\d]\w*)(?P<bare>(?:[ \u3000]+{_BARE})+)"
)
"""A filter whose arguments stand behind a blank: |列举 4, |分列 从多到少."""


class Tag(NamedTuple):
    """A tag as it is written, in pieces that joined give its text.

    opening, closing: two signs each; of raw text the whole tags round it. prefix: p, tr, tc or r,
    what docxtpl removes round the tag. left, right: the signs - or + for the blanks beside it.
    shown: how a clause's sign is typed that stands for this tag.
    """

    opening: str
    prefix: str
    left: str
    inside: str
    right: str
    closing: str
    shown: str = ""

    @property
    def text(self) -> str:
        return self.shown or self.code_text

    @property
    def code_text(self) -> str:
        """The tag as Jinja is to read it."""
        return "".join(self[:6])

    @property
    def kind(self) -> Kind:
        return _KINDS.get(self.opening, "raw")

    @property
    def prints(self) -> bool:
        return self.opening == "{{"

    def is_as(self, other: Tag) -> bool:
        """Whether the tags are the same but for the signs beside blanks."""
        return self._replace(left="", right="") == other._replace(left="", right="")

    @property
    def removes(self) -> str:
        """The prefix, where docxtpl removes its element for the tag; it lets {#r …#} be."""
        return "" if self.kind == "comment" and self.prefix == "r" else self.prefix

    @property
    def inside_start(self) -> int:
        """Where in the text the inside begins, 0-based."""
        return len(self.opening) + len(self.prefix) + len(self.left)

    @property
    def code(self) -> str:
        """The inside as Jinja reads it: Chinese quotes are as good as plain ones, and a filter's
        argument may stand behind a blank."""
        if self.opening not in ("{{", "{%"):
            return self.inside
        plain = self.inside.translate(QUOTES)
        return _BARE_ARGUMENTS.sub(_put_in_brackets, plain) if "|" in plain else plain

    @property
    def is_short(self) -> bool:
        """Whether a filter's argument stands behind a blank, which Jinja does not know."""
        return self.code != self.inside.translate(QUOTES)

    def normalize(self) -> Tag:
        """The tag with its quotes as Jinja reads them."""
        return self._replace(inside=self.code)

    @property
    def keyword(self) -> str:
        """The first word of a statement: if, for, endfor, set and the like."""
        match = _KEYWORD.match(self.inside) if self.opening == "{%" else None
        return match[1] if match else ""

    @property
    def expression(self) -> str:
        """What a printing tag prints; what follows the keyword of a statement."""
        return self.code.strip().removeprefix(self.keyword).strip()

    @property
    def label(self) -> str:
        """What the printed value is called: the last name before a filter; else the tag itself.

        >>> [next(find_tags(text))[1].label for text in ("{{ 提案|数量 }}", "{{ 会议.名称 }}")]
        ['提案', '名称']
        """
        names = _NAME.findall(self.inside.partition("|")[0]) if self.prints else []
        if names[:1] == ["loop"]:
            return "序号"
        return names[-1] if names else self.text

    @property
    def opens(self) -> str:
        """The keyword of the block that the tag may open; of a set only where it has no `=`."""
        assigns = self.keyword == "set" and _ASSIGNS.match(self.expression)
        return "" if assigns or self.closes else self.keyword

    @property
    def closes(self) -> str:
        """The keyword of the block that the tag closes."""
        return self.keyword[3:] if self.keyword.startswith("end") else ""

    @property
    def defined_names(self) -> list[str]:
        """The names that the tag may define for those behind it."""
        if self.keyword == "macro":
            return _NAME.findall(self.expression)
        if self.keyword not in ("for", "set", "with", "call"):
            return []
        targets = _TARGETS.match(self.expression)
        return _NAME.findall(targets[0] if targets else "")


def _put_in_brackets(match: re.Match[str]) -> str:
    if match["string"]:
        return match[0]
    given = [each if each[0].isdigit() else f'"{each}"' for each in match["bare"].split()]
    return f"{match['filter']}({', '.join(given)})"


class Slot(NamedTuple):
    """A tag in its place: its number in the file, its part, its paragraph, its 1-based column."""

    number: int
    member: str
    paragraph: ParagraphPlace
    column: int
    tag: Tag

    @property
    def text(self) -> str:
        return self.tag.text

    @property
    def prints(self) -> bool:
        return self.tag.prints

    @property
    def stands_for_block(self) -> bool:
        """Whether it takes the place of its paragraph, row or cell."""
        return self.tag.removes in ("p", "tr", "tc")

    def locate(self, shown: str, start: int = 0, width: int = 0) -> WordPlace:
        """The tag as a place in the file of that name; with a width, so much of it from start."""
        column, width = self.column + start, width or len(self.text)
        return make_word_place(shown, self.member, self.paragraph, column, width)


def find_tags(text: str) -> Iterator[tuple[int, Tag]]:
    """The tags of a text, each with its 0-based start."""
    for match in _TAG.finditer(text):
        if raw := match["raw"]:
            yield match.start(), Tag("{" + raw, "", "", match["hidden"], "", match["endraw"])
            continue
        prefix, left, inside, right = match.group("prefix", "left", "inside", "right")
        opening, closing = match[0][:2], match[0][-2:]
        yield match.start(), Tag(opening, prefix or "", left or "", inside, right, closing)


def split_text(text: str) -> Iterator[str | Tag]:
    """The text in pieces that joined give it: its tags, and what stands before and behind each."""
    end = 0
    for start, tag in find_tags(text):
        yield text[end:start]
        yield tag
        end = start + len(tag.text)
    yield text[end:]


def pair_blocks(tags: Iterable[Tag], keywords: Collection[str]) -> Iterator[tuple[int, int]]:
    """The blocks of these keywords, inner ones first: the indices of their first and last tag."""
    opened: list[int] = []
    for index, tag in enumerate(tags):
        if tag.opens in keywords:
            opened.append(index)
        elif tag.closes in keywords and opened:
            yield opened.pop(), index
