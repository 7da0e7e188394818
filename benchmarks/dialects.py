"""How each engine spells a value, a list, a condition and a loop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

ROW = ("date", "title", "kind", "people")


@dataclass(frozen=True)
class Jinja:
    """drafter and docxtpl: the very same template."""

    name: ClassVar[str] = "docxtpl"
    split: ClassVar[int] = 2
    alone: ClassVar[bool] = True

    def mark(self, kind: str, name: str) -> str:
        if kind == "…":
            middle = "{{ n }}{% if not loop.last %}、{% endif %}"
            return f"{{% for n in {name} %}}{middle}{{% endfor %}}"
        if kind == "?":
            return f"{{% if {name} %}}"
        return "{% endif %}" if kind == "/" else f"{{{{ {name.replace('it_', 'it.')} }}}}"

    def choice(self, flag: str) -> tuple[str, str]:
        return f"{{%p if {flag} %}}", "{%p endif %}"

    def loop(self) -> tuple[str, str]:
        return "{%p for it in tasks %}", "{%p endfor %}"

    def rows(self) -> list[tuple[str, ...]]:
        cells = ("{{ r.date }}", "{{ r.title }}", "{{ r.kind }}", "{{ r.people|join('、') }}")
        return [("{%tr for r in records %}", "", "", ""), cells, ("{%tr endfor %}", "", "", "")]


@dataclass(frozen=True)
class Tabled(Jinja):
    """The same for records in a sheet, where the names stand in one cell."""

    name: ClassVar[str] = "tabled"

    def rows(self) -> list[tuple[str, ...]]:
        first, cells, last = super().rows()
        return [first, (*cells[:3], "{{ r.people }}"), last]


@dataclass(frozen=True)
class Braces:
    """docxtemplater by itself, and easy-template-x."""

    name: ClassVar[str] = "braces"
    split: ClassVar[int] = 1
    alone: ClassVar[bool] = True

    def mark(self, kind: str, name: str) -> str:
        if kind == "…":
            return f"{{#{name}}}{{name}}{{sep}}{{/{name}}}"
        kind = "#" if kind == "?" else kind
        return f"{{{kind}{name.removeprefix('it_')}}}"

    def choice(self, flag: str) -> tuple[str, str]:
        return f"{{#{flag}}}", f"{{/{flag}}}"

    def loop(self) -> tuple[str, str]:
        return "{#tasks}", "{/tasks}"

    def rows(self) -> list[tuple[str, ...]]:
        people = "{#people}{name}{sep}{/people}{/records}"
        return [("{#records}{date}", "{title}", "{kind}", people)]


@dataclass(frozen=True)
class Angular(Braces):
    """docxtemplater with its expression parser, which joins by a filter."""

    name: ClassVar[str] = "angular"

    def mark(self, kind: str, name: str) -> str:
        return f"{{{name} | join}}" if kind == "…" else super().mark(kind, name)

    def rows(self) -> list[tuple[str, ...]]:
        return [("{#records}{date}", "{title}", "{kind}", "{people | join}{/records}")]


@dataclass(frozen=True)
class Plus:
    """docx-templates."""

    name: ClassVar[str] = "plus"
    split: ClassVar[int] = 3
    alone: ClassVar[bool] = True

    def mark(self, kind: str, name: str) -> str:
        if kind == "…":
            return f"+++= {name}.join('、')+++"
        if kind == "?":
            return f"+++IF {name}+++"
        return "+++END-IF+++" if kind == "/" else f"+++= {name.replace('it_', '$it.')}+++"

    def choice(self, flag: str) -> tuple[str, str]:
        return f"+++IF {flag}+++", "+++END-IF+++"

    def loop(self) -> tuple[str, str]:
        return "+++FOR it IN tasks+++", "+++END-FOR it+++"

    def rows(self) -> list[tuple[str, ...]]:
        cells = [f"+++= $r.{name}+++" for name in ROW[:3]] + ["+++= $r.people.join('、')+++"]
        return [
            ("+++FOR r IN records+++", "", "", ""),
            tuple(cells),
            ("+++END-FOR r+++", "", "", ""),
        ]


@dataclass(frozen=True)
class Carbone:
    """carbone: a loop is a first and a next element, a condition stands in its paragraph."""

    name: ClassVar[str] = "carbone"
    split: ClassVar[int] = 1
    alone: ClassVar[bool] = False

    def mark(self, kind: str, name: str) -> str:
        if kind == "…":
            return f"{{d.{name}:arrayJoin('、')}}"
        if kind == "?":
            return f"{{d.{name}:ifEQ(true):showBegin}}"
        if kind == "/":
            return f"{{d.{name}:showEnd}}"
        return f"{{d.{name.replace('it_', 'tasks[i].')}}}"

    def choice(self, flag: str) -> tuple[str, str]:
        return self.mark("?", flag), self.mark("/", flag)

    def loop(self) -> tuple[str, str]:
        return "", "{d.tasks[i+1].number}"

    def rows(self) -> list[tuple[str, ...]]:
        cells = [f"{{d.records[i].{name}}}" for name in ROW[:3]]
        people = "{d.records[i].people:arrayJoin('、')}"
        return [(*cells, people), ("{d.records[i+1].date}", "", "", "")]


Dialect = Jinja | Braces | Plus | Carbone
DIALECTS: tuple[Dialect, ...] = (Jinja(), Tabled(), Braces(), Angular(), Plus(), Carbone())
