"""Tests for what has a beginning, an end or an id in the page, where blocks cut or repeat it."""

from __future__ import annotations

import copy
from collections import Counter
from pathlib import Path

import pytest

from drafter import checks
from drafter.engine import Draft
from drafter.word import names, xml
from drafter.word.package.archive import DOCUMENT, Package, write_zip
from drafter.word.xml import Element, w
from revised import opened
from small import DATA, compiled, draft, generate, problems, workspace
from test_engine_ways import compare, ways
from wordfiles import with_body
from wordparts import OFFICE, p, part, related, run

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def field(code: str, shown: str) -> str:
    """A complex field."""
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    ]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{run(shown)}{marks[2]}"


def simple(code: str, shown: str) -> str:
    return f'<w:fldSimple w:instr="{code}">{run(shown)}</w:fldSimple>'


def span(kind: str, number: int, inside: str, more: str = "") -> str:
    """What is inside, between the beginning and the end of its kind."""
    return f'<w:{kind}Start w:id="{number}"{more}/>{inside}<w:{kind}End w:id="{number}"/>'


def marked(name: str, inside: str, number: int = 7) -> str:
    return span("bookmark", number, inside, f' w:name="{name}"')


def commented(inside: str) -> str:
    reference = '<w:r><w:commentReference w:id="4"/></w:r>'
    return span("commentRange", 4, inside) + reference


def block(tag: str, inside: str, end: str) -> str:
    return p(run(f"{{%p {tag} %}}")) + inside + p(run(f"{{%p {end} %}}"))


def when(condition: str, inside: str) -> str:
    return block(f"if {condition}", inside, "endif")


def each_meeting(inside: str) -> str:
    return block("for m in 会议", inside, "endfor")


def with_comment(body: str) -> bytes:
    comment = f'<w:comment w:id="4" w:author="甲">{p(run("请核对"))}</w:comment>'
    package, _ = related(
        opened(with_body(body)), f"{OFFICE}/comments", "word/comments.xml",
        part("comments", comment), f"{TYPE}.comments+xml",
    )  # fmt: skip
    return write_zip(package)


def make_all(folder: Path, template: bytes) -> list[Draft]:
    """The drafts of all ways, which agree."""
    code, data = compiled(workspace(folder, template))
    compare(code, data)
    return list(ways(code, data).values())


def assert_whole(made: Draft) -> None:
    """Every start has its end behind it, every id of a kind stands once."""
    root = xml.parse(made.package.members[DOCUMENT])
    opened: set[tuple[str, str]] = set()
    seen: Counter[tuple[str, str]] = Counter()
    for node in root.iter():
        tag, number = str(node.tag), node.get(names.ID, "")
        if tag.endswith("Start") and number:
            kind = tag.removesuffix("Start")
            seen[kind, number] += 1
            opened.add((kind, number))
        elif tag.endswith("End") and number:
            opened.remove((tag.removesuffix("End"), number))
        elif number and tag in (*names.REVISIONS, names.RPR_CHANGE):
            seen["change", number] += 1
    assert opened == set()
    assert set(seen.values()) <= {1}


RANGES = {
    "a bookmark": lambda inside: marked("甲处", inside),
    "a permission": lambda inside: span("perm", 5, inside, ' w:edGrp="everyone"'),
    "a comment": commented,
}


@pytest.mark.parametrize("kind", RANGES)
@pytest.mark.parametrize(
    "cut",
    [
        lambda whole: when("信息", p(whole(run("甲")))) + p(run("乙")),
        lambda whole: when("人数", p(whole(run("甲")))) + p(run("乙")),
        lambda whole: each_meeting(p(whole(run("{{ m.主题 }}")))),
        lambda whole: p(whole(run("甲{% if 信息 %}乙{% endif %}丙"))),
        lambda whole: p(run("甲{% if 信息 %}") + whole(run("乙")) + run("{% endif %}")),
        lambda whole: whole(when("信息", p(run("乙")))) + p(run("丙")),
    ],
)
def test_what_begins_in_a_block_ends_in_it(cut, kind: str, tmp_path: Path):
    for made in make_all(tmp_path, with_comment(cut(RANGES[kind]))):
        assert_whole(made)


@pytest.mark.parametrize("kind", RANGES)
@pytest.mark.parametrize("first", [True, False])
def test_half_of_a_stretch_that_a_condition_removes_takes_the_other_half_along(
    first: bool, kind: str, tmp_path: Path
):
    whole = RANGES[kind]("\0")
    start, end = whole.split("\0")
    parts = (when("信息", p(start + run("甲"))), p(run("乙") + end))
    if not first:
        parts = (p(start + run("甲")), when("信息", p(run("乙") + end)))
    for made in make_all(tmp_path, with_comment("".join(parts))):
        assert_whole(made)
        root = xml.parse(made.package.members[DOCUMENT])
        assert next(root.iter(w("permStart"), w("permEnd"), w("commentRangeStart")), None) is None


def test_a_comment_in_a_loop_stays_once_and_one_that_is_removed_leaves_the_file(tmp_path: Path):
    (*_, made) = make_all(tmp_path / "a", with_comment(each_meeting(p(commented(run("甲"))))))
    root = xml.parse(made.package.members[DOCUMENT])
    assert len(list(root.iter(names.COMMENT_REFERENCE))) == 1
    assert "请核对" in made.package.members["word/comments.xml"].decode()
    template = with_comment(when("信息", p(commented(run("甲")))) + p(run("乙")))
    for made in make_all(tmp_path / "b", template):
        assert "请核对" not in made.package.members["word/comments.xml"].decode()


def test_tracked_changes_and_moves_in_a_loop_have_ids_of_their_own(tmp_path: Path):
    by = ' w:author="甲" w:date="2021-01-01T00:00:00Z"'
    moved = "".join(
        span(f"move{way}Range", number,
             f'<w:move{way} w:id="{number + 1}"{by}>{run("丙")}</w:move{way}>',
             f' w:name="move1"{by}')
        for way, number in (("From", 20), ("To", 30))
    )  # fmt: skip
    form = f'<w:rPr><w:b/><w:rPrChange w:id="9"{by}><w:rPr/></w:rPrChange></w:rPr>'
    inside = f'<w:ins w:id="8"{by}>{run("甲")}</w:ins>' + run("乙", form) + moved
    for made in make_all(tmp_path, with_body(each_meeting(p(run("{{ m.主题 }}") + inside)))):
        assert_whole(made)


REFERENCES = {
    "REF": field(r" REF 甲处 \h ", "甲"), "PAGEREF": field(" PAGEREF 甲处 ", "1"),
    "NOTEREF": field(" NOTEREF 甲处 ", "1"), "a simple field": simple(" REF 甲处 ", "甲"),
    "a link": f'<w:hyperlink w:anchor="甲处">{run("甲")}</w:hyperlink>',
    "a field of a link": field(r' HYPERLINK \l "甲处" ', "甲"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFERENCES)
def test_a_reference_to_what_a_condition_removed_is_told_at_its_paragraph(
    kind: str, tmp_path: Path
):
    def codes(folder: str, condition: str, reference: str) -> list[tuple[str, str]]:
        body = when(condition, p(marked("甲处", run("甲")))) + reference + p(run("乙"))
        made = draft(tmp_path / folder, with_body(body))
        return [(each.code, each.place.words) for each in checks.check_draft(made)]

    referring = p(run("参见") + REFERENCES[kind])
    shown = "参见1" if "REF" in kind and kind != "REF" else "参见甲"
    assert codes("a", "信息", referring) == [("D407", shown)]
    assert codes("b", "人数", referring) == []
    assert codes("c", "信息", when("信息", referring)) == []
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    )
    assert codes("d", "信息", table.format(referring)) == [("D407", shown)]


@pytest.mark.parametrize("more", ["", p(field(" NUMPAGES ", "1"))])
def test_a_field_that_leads_to_what_is_gone_is_not_told_as_one_to_be_updated(
    more: str, tmp_path: Path
):
    referring = p(run("参见") + field(" PAGEREF 甲处 ", "1")) + more

    def told(folder: str, condition: str) -> list[tuple[str, object]]:
        body = when(condition, p(marked("甲处", run("甲")))) + referring + p(run("乙"))
        made = generate(tmp_path / folder, with_body(body))
        return [(each.code, dict(each.values).get("n")) for each in made.problems]

    assert told("a", "信息") == [*([("D375", 1)] if more else []), ("D407", None)]
    assert told("b", "人数") == [("D375", 2 if more else 1)]


def test_references_that_the_template_itself_lost_and_entries_of_contents_are_not_told(
    tmp_path: Path,
):
    body = (
        when("信息", p(marked("_Toc1", run("甲"))))
        + p(field(r" TOC \o ", "甲") + field(" PAGEREF _Toc1 ", "1"))
        + p(field(" REF 无此 ", "丁"))
    )
    made = draft(tmp_path, with_body(body), data=DATA)
    assert [each.code for each in checks.check_draft(made) if each.code == "D407"] == []


def remove_comments(package: Package, roots: object) -> Package:
    return package.replace({"word/comments.xml": part("comments", "")})


def add_lost_part(package: Package, roots: object) -> Package:
    return package.replace({"word/media/lost.png": b""})


@pytest.mark.parametrize("break_it", [remove_comments, add_lost_part])
def test_a_report_that_drafter_breaks_is_not_made_and_called_its_own_fault(
    break_it, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("drafter.word.changes.comments.drop_orphans", break_it)
    (each,) = problems(
        lambda: generate(tmp_path, with_comment(p(commented(run("{{ 单位 }}"))) + repeated()))
    )
    assert each.code == "D363"
    assert "程序自己出错" in each.message()
    assert not list((tmp_path / "output").iterdir())


def test_fields_that_drafter_breaks_are_found_though_the_page_was_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("drafter.engine.fields.results.freeze_fields", repeat_bookmarks)
    marked_twice = with_body(p(marked("处", run("{{ 单位 }}")) + field(" REF 处 ", "甲")))
    (each,) = problems(lambda: generate(tmp_path, marked_twice))
    assert each.code == "D363"
    assert not list((tmp_path / "output").iterdir())


def repeat_bookmarks(root: Element, is_settled: object) -> None:
    for node in list(root.iter(names.BOOKMARK_START)):
        node.addnext(copy.copy(node))


def repeated() -> str:
    """What only the tree can mend: a bookmark in a loop."""
    return each_meeting(p(marked("甲处", run("甲"))))


@pytest.mark.parametrize(
    "own",
    [
        p('<w:hyperlink r:id="rId99">' + run("甲") + "</w:hyperlink>"), run("甲"),
        p("") + "乙", p('<w:r><w:footnoteReference w:id="9"/></w:r>'),
        p('<w:bookmarkStart w:id="3" w:name="半"/>') * 2,
    ],
)  # fmt: skip
def test_what_the_template_itself_has_wrong_refuses_no_report(own: str, tmp_path: Path):
    for made in make_all(tmp_path, with_body(own + repeated())):
        assert [each.code for each in checks.check_draft(made)] == []
