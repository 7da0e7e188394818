"""Tests for drafter.word.comments: read, written, anchored and taken out again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import validity
from drafter.word import xml
from drafter.word.changes import comments
from drafter.word.changes.comments import Comment
from drafter.word.package import relationships
from drafter.word.package.archive import CONTENT_TYPES, DOCUMENT, Package, write_zip
from drafter.word.package.opening import open_package
from drafter.word.xml import w
from readers import need, package, to_pdf
from wordfiles import plain, tree, with_body

SPECIMEN = Path(__file__).parent / "specimens" / "libreoffice-comments.docx"
FONTS = Path(__file__).parent / "fonts.conf"
BODY = "".join(
    f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in ("一共32次。", "提案33件。")
)
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
OFFICE = "http://schemas.microsoft.com/office"
ANSWERED = """
<w:comment w:id="4" w:author="drafter"><w:p/><w:p w14:paraId="0A"><w:r><w:t>甲</w:t></w:r></w:p>
</w:comment>
<w:comment w:id="7" w:author="王主任"><w:p w14:paraId="0B"><w:r><w:t>乙</w:t></w:r></w:p>
</w:comment>"""


def opened(data: bytes) -> Package:
    found, wrong = open_package(data, "")
    assert found is not None, wrong
    return found


def commented(texts: dict[str, str], body: str = BODY) -> Package:
    """A file with these comments of drafter's, each at a run of its own."""
    whole = opened(with_body(body))
    root = xml.parse(whole.members[DOCUMENT])
    for number, run in zip(texts, list(root.iter(w("r"))), strict=False):
        comments.add_anchors(number, run, run)
    return comments.update_comments(whole.replace({DOCUMENT: xml.write(root)}), texts, ())


def answered() -> Package:
    """A comment by drafter and one by somebody else, with all that Word 365 keeps about them."""
    whole = commented({"4": "甲", "7": "乙"})
    kinds = {
        "2011/relationships/commentsExtended": (
            f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="0A" w15:done="0"/>'
            '<w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="1"/></w15:commentsEx>'),
        "2016/09/relationships/commentsIds": (
            f'<i:commentsIds xmlns:i="{CID}"><i:commentId i:paraId="0A" i:durableId="AA"/>'
            '<i:commentId i:paraId="0B" i:durableId="BB"/></i:commentsIds>'),
        "2018/08/relationships/commentsExtensible": (
            f'<c:commentsExtensible xmlns:c="{CEX}"><c:commentExtensible c:durableId="AA"/>'
            '<c:commentExtensible c:durableId="BB"/></c:commentsExtensible>'),
    }  # fmt: skip
    for kind, text in kinds.items():
        wanted = f"word/{kind.rpartition('/')[2]}.xml"
        whole, name = relationships.add_part(
            whole, DOCUMENT, f"{OFFICE}/{kind}", wanted, "application/xml"
        )
        whole = whole.replace({name: text.encode()})
    inside = f'<w:comments xmlns:w="{xml.W_URI}" xmlns:w14="{W14}">{ANSWERED}</w:comments>'
    return whole.replace({"word/comments.xml": inside.encode()})


def kept(whole: Package, name: str) -> list[str]:
    """The ids that a part about comments still names."""
    return [str(value) for node in xml.parse(whole.members[name]) for value in node.values()]


def test_a_file_without_comments_has_none_and_begins_at_zero():
    assert comments.read_all(opened(with_body(BODY))) == []
    assert comments.next_comment_id(opened(with_body(BODY))) == 0


def test_what_is_written_is_read_again_a_line_a_paragraph():
    whole = commented({"0": "人写的是“35”\n数据出处：2021.yaml:3", "1": "  再看看"})
    assert comments.read_all(whole) == [
        Comment("0", "drafter", "人写的是“35”\n数据出处：2021.yaml:3", False),
        Comment("1", "drafter", "  再看看", False),
    ]
    assert comments.next_comment_id(whole) == 2


def test_a_commented_file_is_valid_for_both_validators(tmp_path: Path, everything: bool):
    data = write_zip(commented({"0": "甲\n乙", "1": "丙"}))
    assert validity.faults(data, tmp_path) == []
    need(everything, "ooxml-validator")
    (tmp_path / "c.docx").write_bytes(data)
    program = shutil.which("ooxml-validator")
    done = subprocess.run([str(program), str(tmp_path / "c.docx")], capture_output=True, text=True)
    assert '"ok": true' in done.stdout


def test_libreoffice_shows_what_drafter_commented(tmp_path: Path, everything: bool):
    need(everything, "soffice")
    (tmp_path / "c.docx").write_bytes(write_zip(commented({"0": "请定一个数"})))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"]
    command += ["--convert-to", "odt", "--outdir", str(tmp_path), str(tmp_path / "c.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    said = subprocess.run(["unzip", "-p", str(tmp_path / "c.odt"), "content.xml"],
                          check=True, capture_output=True, text=True).stdout  # fmt: skip
    note = said.partition("<office:annotation ")[2].partition("</office:annotation>")[0]
    assert "<dc:creator>drafter</dc:creator>" in note and "请定一个数" in note
    assert to_pdf(tmp_path / "c.docx", tmp_path, FONTS).is_file()


def test_comments_that_libreoffice_saved_are_read_and_the_settled_one_is_known():
    assert comments.read_all(package(SPECIMEN)) == [
        Comment("0", "drafter", "这里人改成了“35”\n数据出处：2021.yaml:3", False),
        Comment("1", "王主任", "王：已核", True),
        Comment("2", "李科长", "李：再看看", False),
    ]


def test_a_comment_that_libreoffice_saved_is_dropped_and_untied(tmp_path: Path):
    whole = package(SPECIMEN)
    root = xml.parse(whole.members[DOCUMENT])
    comments.remove_anchors(root, {"0"})
    made = comments.update_comments(
        whole.replace({DOCUMENT: xml.write(root)}), {"3": "新的"}, {"0"}
    )
    assert [each.number for each in comments.read_all(made)] == ["1", "2", "3"]
    assert comments.read_all(made)[0].done
    assert {node.get(w("id")) for node in root.iter(w("commentReference"))} == {"1", "2"}


def test_only_the_last_paragraph_of_a_comment_says_that_it_is_settled():
    assert [each.done for each in comments.read_all(answered())] == [False, True]


def test_what_is_kept_about_a_dropped_comment_goes_with_it():
    made = comments.update_comments(answered(), {}, {"4"})
    assert [each.author for each in comments.read_all(made)] == ["王主任"]
    assert kept(made, "word/commentsExtended.xml") == ["0B", "1"]
    assert kept(made, "word/commentsIds.xml") == ["0B", "BB"]
    assert kept(made, "word/commentsExtensible.xml") == ["BB"]


def test_other_comments_stay_byte_for_byte_when_nothing_is_to_be_done():
    whole = answered()
    assert comments.update_comments(whole, {}, ()) is whole


def test_a_part_of_another_name_is_used_and_no_second_one_made():
    whole = commented({"0": "原来的"})
    renamed = {
        name.replace("word/comments.xml", "word/notes/批注.xml"): data
        for name, data in whole.members.items()
    }
    rels = relationships.rels_part_name(DOCUMENT)
    renamed[rels] = renamed[rels].replace(b'"comments.xml"', '"/word/notes/批注.xml"'.encode())
    types = renamed[CONTENT_TYPES].replace(b"/word/comments.xml", "/word/notes/批注.xml".encode())
    made = comments.update_comments(Package({**renamed, CONTENT_TYPES: types}), {"1": "新的"}, ())
    assert [each.text for each in comments.read_all(made)] == ["原来的", "新的"]
    assert "word/comments.xml" not in made.members
    assert made.members[rels].count(comments.COMMENTS.encode()) == 1


def test_a_name_that_is_taken_by_another_part_is_not_used():
    whole = opened(with_body(BODY)).replace({"word/comments.xml": b"<other/>"})
    made = comments.update_comments(whole, {"0": "甲"}, ())
    assert made.members["word/comments.xml"] == b"<other/>"
    assert comments.read_all(made)[0].text == "甲"


def test_the_part_its_type_and_its_relationship_are_made_once():
    made = comments.update_comments(commented({"0": "甲"}), {"1": "乙"}, ())
    assert made.members[CONTENT_TYPES].count(b"/word/comments.xml") == 1
    assert (
        made.members[relationships.rels_part_name(DOCUMENT)].count(comments.COMMENTS.encode()) == 1
    )


def test_no_comment_of_drafter_s_bears_a_date():
    assert b"w:date" not in commented({"0": "甲"}).members["word/comments.xml"]


RUN = "<w:r><w:t>甲</w:t></w:r>"
START, END = '<commentRangeStart id="5"/>', '<commentRangeEnd id="5"/>'
REFERENCE = '<r><commentReference id="5"/></r>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (RUN, f"{START}{RUN}{END}{REFERENCE}"),
        (f'<w:ins w:id="1">{RUN}</w:ins>', f'{START}<ins id="1">{RUN}</ins>{END}{REFERENCE}'),
        (f'<w:ins w:id="1"><w:del w:id="2">{RUN}</w:del></w:ins>',
         f'{START}<ins id="1"><del id="2">{RUN}</del></ins>{END}{REFERENCE}'),
        (f"<w:hyperlink>{RUN}</w:hyperlink>",
         f"<hyperlink>{START}{RUN}{END}{REFERENCE}</hyperlink>"),
    ],
)  # fmt: skip
def test_a_comment_is_tied_outside_of_tracked_changes(before: str, after: str):
    root = tree(f"<w:p>{before}</w:p>")
    run = next(root.iter(w("r")))
    comments.add_anchors("5", run, run)
    assert plain(root[0]) == f"<p>{after.replace('w:', '')}</p>"


def test_a_comment_may_reach_over_two_paragraphs():
    root = tree(f"<w:p>{RUN}</w:p><w:p>{RUN}</w:p>")
    first, last = list(root.iter(w("r")))
    comments.add_anchors("5", first, last)
    inner = RUN.replace("w:", "")
    assert plain(root) == f"<body><p>{START}{inner}</p><p>{inner}{END}{REFERENCE}</p></body>"


def test_untying_takes_what_was_tied_and_no_more():
    root = tree(f'<w:p>{RUN}<w:bookmarkStart w:id="5" w:name="a"/></w:p>')
    before = plain(root)
    for number in ("5", "6"):
        run = next(root.iter(w("r")))
        comments.add_anchors(number, run, run)
    comments.remove_anchors(root, {"6"})
    assert {node.get(w("id")) for node in root.iter(w("commentReference"))} == {"5"}
    comments.remove_anchors(root, {"5"})
    assert plain(root) == before


@pytest.mark.parametrize(
    "reference",
    ['<w:r><w:rPr><w:rStyle w:val="a"/></w:rPr><w:commentReference w:id="5"/></w:r>',
     '<w:ins w:id="1"><w:r><w:commentReference w:id="5"/></w:r></w:ins>'],
)  # fmt: skip
def test_a_run_or_change_that_held_only_the_reference_goes_too(reference: str):
    root = tree(f"<w:p>{RUN}{reference}</w:p>")
    comments.remove_anchors(root, {"5"})
    assert plain(root) == f"<body><p>{RUN}</p></body>".replace("w:", "")


def test_words_in_the_run_of_a_reference_stay():
    root = tree('<w:p><w:r><w:t>甲</w:t><w:commentReference w:id="5"/></w:r></w:p>')
    comments.remove_anchors(root, {"5"})
    assert plain(root) == "<body><p><r><t>甲</t></r></p></body>"
