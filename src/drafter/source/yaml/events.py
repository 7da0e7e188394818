"""PyYAML's events, from its C parser where that is installed. The only import of yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from drafter.patterns import postpone_those_of

with postpone_those_of("yaml"):  # those of its Python reader take a tenth of a run
    import yaml
    from yaml.nodes import MappingNode as MappingNode
    from yaml.nodes import Node as Node
    from yaml.nodes import ScalarNode as ScalarNode
    from yaml.nodes import SequenceNode as SequenceNode


class Pure(yaml.SafeLoader):
    """PyYAML's Python parser, which takes a tab between tokens as the C parser does.

    Where a wheel without libyaml is installed it must say the same of every file.
    """

    def scan_to_next_token(self) -> None:
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> Any:
        try:
            return super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError) as error:  # "\\UFFFFFFFF"
            why = "invalid Unicode character escape code"
            raise yaml.scanner.ScannerError(None, None, why, self.get_mark()) from error

    _in_plain = False

    def peek(self, index: int = 0) -> str:
        """A ? within a text in brackets (怎么办?) ends it for this parser alone."""
        char: str = super().peek(index)
        return "x" if self._in_plain and char == "?" else char

    def scan_plain(self) -> Any:
        self._in_plain = True
        token = super().scan_plain()
        self._in_plain = False
        tight = self.peek() == ":" and self.peek(1) in tuple(",?[]{}")
        if self.flow_level and (tight or ":?" in token.value):
            raise yaml.scanner.ScannerError(
                "while scanning a plain scalar",
                token.start_mark,
                "found unexpected ':'",
                self.get_mark(),
            )
        return token

    def scan_plain_spaces(self, indent: Any, start_mark: Any) -> Any:
        length = 0
        while self.peek(length) in " \t":
            length += 1
        blanks = self.prefix(length)
        if "\t" not in blanks:
            return super().scan_plain_spaces(indent, start_mark)
        self.forward(length)
        if self.peek() in "\0\r\n":
            return super().scan_plain_spaces(indent, start_mark)
        return [blanks]


class _Marking(Pure):
    """Reads a part of a text that was read before, whose signs need not be looked at again."""

    def check_printable(self, data: Any) -> None:
        """Of 2,000 records that took more time than reading one of them."""


LOADERS: tuple[Any, ...] = (*([yaml.CSafeLoader] if yaml.__with_libyaml__ else []), Pure)
"""The parsers that are there, best first. Tests run every case through each of them."""

Scalar = yaml.ScalarEvent
MappingStart = yaml.MappingStartEvent
SequenceStart = yaml.SequenceStartEvent
MappingEnd = yaml.MappingEndEvent
SequenceEnd = yaml.SequenceEndEvent
Alias = yaml.AliasEvent
DocumentStart = yaml.DocumentStartEvent


class YamlSyntaxError(Exception):
    """The text is not YAML: what PyYAML says about it, with 0-based places.

    context_line: where the thing began that could not be read to its end; or None.
    """

    def __init__(self, why: str, line: int, column: int, context_line: int | None) -> None:
        super().__init__(why)
        self.why, self.line, self.column = why, line, column
        self.context_line = context_line

    def clamp_to_lines(self, lines: int) -> YamlSyntaxError:
        """The same, with no place behind the last of so many lines."""
        context = None if self.context_line is None else min(self.context_line, lines - 1)
        return YamlSyntaxError(self.why, min(self.line, lines - 1), self.column, context)


@contextmanager
def open_events(text: str) -> Iterator[Callable[[], Any]]:
    """What gives the text's next event; None after the last.

    Raises YamlSyntaxError where the text stops being YAML.
    """
    loader = LOADERS[0](text)
    try:
        yield loader.get_event
    except yaml.MarkedYAMLError as error:
        raise _to_syntax_error(error) from error
    finally:
        loader.dispose()


def iter_marked_events(text: str) -> Iterator[Any]:
    """The text's events one by one, each read when it is asked for; their marks are offsets.

    Not by the C parser, for the reason below. Raises YamlSyntaxError.
    """
    loader: Any = _Marking(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    except yaml.MarkedYAMLError as error:
        raise _to_syntax_error(error) from error
    finally:
        loader.dispose()


def compose_mapping(text: str) -> MappingNode:
    """The text's mapping as PyYAML's own nodes, whose marks are offsets in the text.

    Not by the C parser: libyaml's marks count otherwise before some signs, and the file is small.
    """
    root = yaml.compose(text, Loader=Pure)
    assert isinstance(root, MappingNode)
    return root


def _to_syntax_error(error: yaml.MarkedYAMLError) -> YamlSyntaxError:
    mark, context = error.problem_mark, error.context_mark
    at = mark or context
    why = f"{error.context or ''}: {error.problem or ''}"
    line, column = (at.line, at.column) if at else (0, 0)
    return YamlSyntaxError(why, line, column, context.line if context else None)
