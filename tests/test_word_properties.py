"""Tests for drafter.word.properties: title, dates, and drafter's own marks in a file."""

from __future__ import annotations

import datetime
import io

import docx as python_docx
import pytest

from drafter.word.layout.gongwen import make_blank
from drafter.word.package import properties
from drafter.word.package.archive import CONTENT_TYPES, ROOT_RELS, Package, write_zip
from drafter.word.package.opening import open_package
from drafter.word.package.properties import CORE, CUSTOM
from drafter.word.xml import parse
from wordfiles import blank_with, members

DATE = datetime.date(2021, 12, 31)
VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def package(changed: dict[str, bytes | None] | None = None) -> Package:
    opened, found = open_package(blank_with(changed or {}), "")
    assert opened is not None, found
    return opened


def core(title: str) -> bytes:
    text = members(make_blank())[CORE].decode()
    assert "<dc:title></dc:title>" in text
    return text.replace("<dc:title></dc:title>", f"<dc:title>{title}</dc:title>").encode()


def without_core() -> Package:
    """A template without core properties at all, as some programs write it."""
    whole = members(make_blank())
    rels = b"\n".join(line for line in whole[ROOT_RELS].splitlines() if b"core.xml" not in line)
    types = b"\n".join(
        line for line in whole[CONTENT_TYPES].splitlines() if b"core.xml" not in line
    )
    return package({CORE: None, ROOT_RELS: rels, CONTENT_TYPES: types})


def seen(made: Package) -> tuple[str, datetime.datetime | None, datetime.datetime | None]:
    """Title and dates as python-docx reads them."""
    found = python_docx.Document(io.BytesIO(write_zip(made))).core_properties
    return found.title, found.created, found.modified


def noon(date: datetime.date) -> datetime.datetime:
    return datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)


@pytest.mark.parametrize("start", [package, without_core])
def test_title_and_dates_are_set_and_read_by_another_program(start):
    made = properties.set_title_and_dates(start(), "区政协<办公室> & 总结", DATE)
    assert seen(made) == ("区政协<办公室> & 总结", noon(DATE), noon(DATE))


def test_without_a_date_of_its_own_a_report_has_a_fixed_one():
    made = properties.set_title_and_dates(package(), "总结", None)
    assert seen(made)[1:] == (noon(datetime.date(1980, 1, 1)),) * 2


def test_a_title_that_the_template_gives_is_kept():
    made = properties.set_title_and_dates(package({CORE: core("我的标题")}), "总结", DATE)
    assert seen(made)[0] == "我的标题"


def test_describing_twice_is_describing_once():
    once = properties.set_title_and_dates(package(), "总结", DATE)
    assert properties.set_title_and_dates(once, "别的", DATE) == once


def test_core_properties_under_another_name_are_used():
    whole = members(make_blank())
    other = "package/core.psmdcp"
    changed = {name: whole[name].replace(CORE.encode(), other.encode())
               for name in (ROOT_RELS, CONTENT_TYPES)}  # fmt: skip
    made = properties.set_title_and_dates(
        package({CORE: None, other: core("原题"), **changed}), "总结", DATE
    )
    assert seen(made) == ("原题", noon(DATE), noon(DATE))
    assert CORE not in made.members


def test_what_is_signed_is_read_again():
    made = properties.set_custom_properties(
        package(), {"drafter.run": "一", "drafter.digest": "二"}
    )
    assert properties.read_custom_properties(made) == {"drafter.run": "一", "drafter.digest": "二"}


def test_a_file_that_nobody_signed_has_no_custom_properties():
    assert properties.read_custom_properties(package()) == {}


def test_a_signed_file_names_the_part_and_its_type_once():
    once = properties.set_custom_properties(package(), {"a": "1"})
    twice = properties.set_custom_properties(once, {"b": "2"})
    for member in (CONTENT_TYPES, ROOT_RELS):
        assert twice.members[member] == once.members[member]
        assert twice.members[member].count(CUSTOM.encode()) == 1
    assert properties.read_custom_properties(twice) == {"a": "1", "b": "2"}


def custom(*pids: str) -> bytes:
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    entries = "".join(
        f'<property fmtid="{FORMAT}" pid="{pid}" name="p{n}"><v:i4>{n}</v:i4></property>'
        for n, pid in enumerate(pids)
    )
    return f'<Properties xmlns="{uri}" xmlns:v="{VT}">{entries}</Properties>'.encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [((), ["2", "3"]), (("2", "7"), ["2", "7", "8", "9"]), (("x", "3"), ["x", "3", "4", "5"])],
)
def test_properties_of_the_template_are_kept_and_numbers_are_unique(before, after):
    made = properties.set_custom_properties(
        package({CUSTOM: custom(*before)}), {"a": "1", "b": "2"}
    )
    assert [node.get("pid") for node in parse(made.members[CUSTOM])] == after
    kept = {f"p{n}": str(n) for n in range(len(before))}
    assert properties.read_custom_properties(made) == {**kept, "a": "1", "b": "2"}


def test_signing_again_replaces_the_old_values():
    once = properties.set_custom_properties(package({CUSTOM: custom("2")}), {"a": "1"})
    again = properties.set_custom_properties(once, {"a": "其他"})
    assert properties.read_custom_properties(again) == {"p0": "0", "a": "其他"}


def test_a_new_relationship_gets_an_id_that_is_free():
    made = properties.set_custom_properties(package(), {"a": "1"})
    ids = [node.get("Id") for node in parse(made.members[ROOT_RELS])]
    assert len(set(ids)) == len(ids)
    assert open_package(write_zip(made), "")[1] == []
