"""Tests for pictures of the data: which are taken, how large they come out, which way up."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from lxml import etree

import drafter
from drafter.engine import Draft
from drafter.problems import WordPlace
from drafter.word.package.archive import DOCUMENT, write_zip
from drafter.word.parts.pictures import BadPicture, read_picture
from drafter.word.xml import w
from notation import docx
from pictures import png, segment
from revised import opened
from small import DATA, SCHEMA, draft, generate, problems
from wordparts import OFFICE, body, p, part, related, run

MM = 36000
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def exif(turned: int, order: str = ">") -> bytes:
    sign = b"II" if order == "<" else b"MM"
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turned, 0)
    return segment(
        0xE1, b"Exif\0\0" + struct.pack(f"{order}2sHIH", sign, 42, 8, 1) + entry + b"\0" * 4
    )


JFIF = segment(0xE0, b"JFIF\0" + struct.pack(">HBHHBB", 0x0101, 1, 96, 96, 0, 0))
ADOBE = segment(0xEE, b"Adobe\0d\0\0\0\0\0")


def jpeg(
    before: bytes, width: int = 400, height: int = 300, parts: int = 3, frame: int = 0xC0
) -> bytes:
    """The frame of a JPEG of that size, with those segments before it."""
    colours = b"".join(struct.pack("BBB", n + 1, 0x11, 0) for n in range(parts))
    sof = segment(frame, struct.pack(">BHHB", 8, height, width, parts) + colours)
    return b"\xff\xd8" + before + sof + segment(0xDA, b"\1\1\0\0\x3f\0") + b"data\xff\xd9"


def frames(made: Draft, member: str = DOCUMENT) -> list[tuple[int, int]]:
    """The sizes of all pictures of a part, in millimetres."""
    root = etree.fromstring(made.package.members[member])
    return [
        (round(int(node.get("cx")) / MM), round(int(node.get("cy")) / MM))
        for node in root.iter(f"{WP}extent")
    ]


def photo(content: bytes, name: str = "a.png") -> dict[str, object]:
    return {"data": f"{DATA}照片: {name}\n", "files": {name: content}}


TAKEN = {
    "PNG": (png(400, 300), (400, 300), (96, 96), 1),
    "没有分辨率": (png(400, 300, None), (400, 300), (72, 72), 1),
    "分辨率是零": (png(400, 300, (0, 0)), (400, 300), (72, 72), 1),
    "分辨率是一": (png(400, 300, (39, 39)), (400, 300), (72, 72), 1),
    "横竖不同": (png(400, 300, (8031, 3858)), (400, 300), (204, 98), 1),
    "JPEG": (jpeg(JFIF), (400, 300), (96, 96), 1),
    "微信的": (jpeg(b""), (400, 300), (72, 72), 1),
    "四色的": (jpeg(ADOBE, parts=4), (400, 300), (72, 72), 1),
    "渐进的": (jpeg(JFIF, frame=0xC2), (400, 300), (96, 96), 1),
    "横着拍的": (jpeg(JFIF + exif(6)), (400, 300), (96, 96), 6),
    "小端的": (jpeg(exif(8, "<")), (400, 300), (72, 72), 8),
    "乱写的方向": (jpeg(exif(77)), (400, 300), (72, 72), 1),
    "GIF": (b"GIF89a" + struct.pack("<HH", 40, 30) + b"\0\0\0,;", (40, 30), (72, 72), 1),
    "BMP": (
        b"BM"
        + struct.pack("<IIIIiiHHIIiiII", 58, 0, 54, 40, 1, -1, 1, 24, 0, 4, 0, 0, 0, 0)
        + b"\0" * 4,
        (1, 1), (96, 96), 1,
    ),
    "TIFF": (
        b"II*\0" + struct.pack("<IHHHIIHHII", 8, 2, 256, 4, 1, 40, 257, 3, 1, 30) + b"\0" * 4,
        (40, 30), (72, 72), 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TAKEN)
def test_a_picture_says_its_size_and_which_way_up_it_is(case: str):
    content, size, dpi, turned = TAKEN[case]
    picture = read_picture(content)
    assert ((picture.width, picture.height), picture.dpi, picture.turned) == (size, dpi, turned)
    assert len(picture.content) == len(content)


def test_a_turned_picture_goes_into_the_report_as_one_that_lies_upright():
    content = jpeg(JFIF + exif(6))
    assert read_picture(content).content == content.replace(exif(6), exif(1))


REFUSED = {
    "截断的PNG": (png(40, 30)[:-20], "PNG", True),
    "截断的JPEG": (jpeg(JFIF)[:-6], "JPEG", True),
    "截断的头": (jpeg(JFIF)[:30], "JPEG", True),
    "无损JPEG": (jpeg(JFIF, frame=0xC3), "JPEG", False),
    "没有高": (jpeg(JFIF, height=0), "", False),
    "苹果的": (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC", False),
    "WebP": (b"RIFF\0\0\0\0WEBPVP8 ", "WebP", False),
    "SVG": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG", False),
    "EMF": (b"\1\0\0\0" + b"\0" * 36 + b" EMF", "EMF", False),
    "PDF": (b"%PDF-1.7", "PDF", False),
    "网页": (b"<html>404</html>", "", False),
    "空的": (b"", "", False),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_word_has_no_use_for_is_refused_by_its_kind(case: str):
    content, kind, torn = REFUSED[case]
    with pytest.raises(BadPicture) as refused:
        read_picture(content)
    assert (refused.value.kind, refused.value.torn) == (kind, torn)


def test_a_picture_with_another_kinds_name_is_told_what_it_really_is(tmp_path: Path):
    given = photo(b"\0\0\0\x18ftypheic\0\0\0\0", "IMG_1.jpg")
    (found,) = problems(lambda: generate(tmp_path, "{{ 照片|图片 }}", **given))
    assert found.code == "D341"
    assert found.place.line == DATA.count("\n") + 1  # type: ignore[union-attr]
    assert "IMG_1.jpg" in found.message("zh") and "HEIC" in found.message("zh")


SIZES = {
    "宽": ("{{ 照片|图片(60) }}", (400, 300), (60, 45)),
    "高": ("{{ 照片|图片(高=30) }}", (400, 300), (40, 30)),
    "英文的高": ("{{ 照片|image(height=30) }}", (400, 300), (40, 30)),
    "宽和高": ("{{ 照片|图片(40, 30) }}", (400, 300), (40, 30)),
    "框里放不满": ("{{ 照片|图片(40, 30) }}", (400, 100), (40, 10)),
    "框里放不满高的": ("{{ 照片|图片(宽=40, 高=30) }}", (100, 400), (8, 30)),
    "首行缩进": ("{{ 照片|图片 }}", (4000, 3000), (145, 109)),
    "缩到页高": ("{{ 照片|图片 }}", (300, 3000), (22, 217)),
    "宽了就高出页面": ("{{ 照片|图片(60) }}", (100, 1000), (22, 217)),
    "要它宽就宽": ("{{ 照片|图片(200) }}", (400, 100), (200, 50)),
    "高了就宽出版心": ("{{ 照片|图片(高=100) }}", (4000, 1000), (145, 36)),
    "单元格": ("|= 1 1\n| 甲 | 乙 |\n| {{ 照片|图片 }} | 丙 |", (4000, 3000), (74, 56)),
}  # fmt: skip
"""Template, size of the picture in pixels of 96 dpi, size on the page in mm."""


@pytest.mark.parametrize("case", SIZES)
def test_a_picture_is_as_large_as_asked_and_fits_the_page(case: str, tmp_path: Path):
    template, pixels, size = SIZES[case]
    made = draft(tmp_path, template, **photo(png(*pixels)))  # type: ignore[arg-type]
    assert frames(made) == [size]


@pytest.mark.parametrize("asked", ["0", "-5", '"宽"', "高=99999"])
def test_a_size_that_cannot_be_is_refused_at_its_tag(asked: str, tmp_path: Path):
    given = photo(png(40, 30))
    (found,) = problems(lambda: generate(tmp_path, f"{{{{ 照片|图片({asked}) }}}}", **given))
    assert found.code == "D338" and "毫米" in found.message("zh")


def test_a_line_of_an_exact_height_grows_with_its_picture_and_no_other_does(tmp_path: Path):
    made = draft(tmp_path, "{{ 照片|图片(60) }}\n甲", **photo(png(400, 300)))  # type: ignore[arg-type]
    root = etree.fromstring(made.package.members[DOCUMENT])
    told = [[dict(s.attrib) for s in each.iter(w("spacing"))] for each in root.iter(w("p"))]
    assert told == [[{w("line"): "240", w("lineRule"): "auto"}], []]


SECTION = (
    '<w:sectPr><w:pgSz w:w="{0}" w:h="{1}"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
    'w:left="1440" w:header="720" w:footer="720" w:gutter="0"/>{2}</w:sectPr>'
)
UPRIGHT, LANDSCAPE = SECTION.format(11906, 16838, ""), SECTION.format(16838, 11906, "")
COLUMNS = SECTION.format(11906, 16838, '<w:cols w:num="2" w:space="720"/>')
TAG = p(run("{{ 照片|图片 }}"))


def _ended(section: str) -> str:
    return p(f"<w:pPr>{section}</w:pPr>")


def _table(width: str, cell: str) -> str:
    return (
        f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/></w:tblGrid>'
        f"<w:tr><w:tc><w:tcPr>{width}</w:tcPr>{cell}</w:tc></w:tr></w:tbl>"
    )


ROOMS = {
    "竖排一节": (TAG + _ended(UPRIGHT) + _ended(LANDSCAPE), 9026),
    "横排一节": (_ended(UPRIGHT) + TAG + _ended(LANDSCAPE), 13958),
    "两栏": (_ended(UPRIGHT) + TAG + _ended(COLUMNS), 4153),
    "左右缩进": (
        p('<w:pPr><w:ind w:left="1000" w:right="500"/></w:pPr>' + run("{{ 照片|图片 }}"))
        + _ended(UPRIGHT),
        7526,
    ),
    "单元格": (_table('<w:tcW w:w="4000" w:type="dxa"/>', TAG) + _ended(UPRIGHT), 3784),
    "并格": (
        _table('<w:tcW w:w="0" w:type="auto"/><w:gridSpan w:val="2"/>', TAG) + _ended(UPRIGHT), 4784
    ),
}  # fmt: skip
INDENT = 640
"""The first line's in the style of these paragraphs, in twips."""


@pytest.mark.parametrize("case", ROOMS)
def test_a_picture_is_no_wider_than_the_text_where_it_stands(case: str, tmp_path: Path):
    inside, room = ROOMS[case]
    file = write_zip(body(inside))
    made = draft(tmp_path, file, **photo(png(4000, 300)))  # type: ignore[arg-type]
    ((width, _),) = frames(made)
    assert width == round((room - INDENT) * 635 / MM)


@pytest.mark.parametrize("kind", ["header", "footnotes"])
def test_a_picture_in_a_header_or_note_is_no_wider_than_the_first_sections_text(
    kind: str, tmp_path: Path
):
    inside = TAG if kind == "header" else f'<w:footnote w:id="2">{TAG}</w:footnote>'
    member = f"word/{kind}9.xml".replace("s9", "s")
    package, _ = related(
        opened(docx("{{ 单位 }}")), f"{OFFICE}/{kind}", member,
        part("hdr" if kind == "header" else kind, inside),
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml",
    )  # fmt: skip
    given = photo(png(4000, 3000))
    made = draft(tmp_path, write_zip(package), **given)  # type: ignore[arg-type]
    assert frames(made, member)[0][0] == 145


def test_a_picture_on_its_side_stands_upright_in_its_proportions(tmp_path: Path):
    given = photo(jpeg(JFIF + exif(6)), "a.jpg")
    made = draft(tmp_path, "{{ 照片|图片(60) }}", **given)  # type: ignore[arg-type]
    assert frames(made) == [(60, 80)]
    root = etree.fromstring(made.package.members[DOCUMENT])
    outer, inner = (
        [(each.get("rot"), *_corner(each)) for each in root.iter(f"{A}xfrm")]
    )  # fmt: skip
    assert (outer, inner) == ((None, 0, 0, 60, 80), ("5400000", -10, 10, 80, 60))


def _corner(place: etree._Element) -> tuple[int, ...]:
    off, ext = place.find(f"{A}off"), place.find(f"{A}ext")
    assert off is not None and ext is not None
    lengths = (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy"))
    return tuple(round(int(each or 0) / MM) for each in lengths)


@pytest.mark.parametrize(
    ("turned", "told"),
    [(2, ("1", None, None)), (3, (None, None, "10800000")), (4, (None, "1", None))],
)
def test_a_mirrored_or_overturned_picture_is_set_right(
    turned: int, told: tuple[str | None, ...], tmp_path: Path
):
    given = photo(jpeg(JFIF + exif(turned)), "a.jpg")
    made = draft(tmp_path, "{{ 照片|图片(40) }}", **given)  # type: ignore[arg-type]
    (place,) = etree.fromstring(made.package.members[DOCUMENT]).iter(f"{A}xfrm")
    assert tuple(place.get(each) for each in ("flipH", "flipV", "rot")) == told
    assert frames(made) == [(40, 30)]


def _frame(tag: str, relation: str, kind: str = "inline") -> str:
    """A picture of 40 by 30 mm, cropped, whose alternative text is the tag."""
    place = (
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>720000'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>360000'
        "</wp:posOffset></wp:positionV>"
    )
    settings = (
        ' simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"'
    )
    is_inline = kind == "inline"
    return (
        f'<w:r><w:drawing><wp:{kind} distT="0" distB="0" distL="0" distR="0"'
        f"{'' if is_inline else settings}>{'' if is_inline else place}"
        f'<wp:extent cx="{40 * MM}" cy="{30 * MM}"/>{"" if is_inline else "<wp:wrapNone/>"}'
        f'<wp:docPr id="7" name="图片 7" descr="{tag}"/><a:graphic xmlns:a="{A[1:-1]}">'
        f'<a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}"><pic:nvPicPr>'
        f'<pic:cNvPr id="7" name="b.png" descr="{tag}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:srcRect l="10000"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{40 * MM}" '
        f'cy="{30 * MM}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        f"</pic:pic></a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
TAGGED = "{{ 照片|图片 }}"


def _framed(inside: str) -> bytes:
    """A Word file with a picture of its own; IMAGE in the body stands for its relationship."""
    package, relation = related(
        body(""), f"{OFFICE}/image", "word/media/b.png", png(8, 8), "image/png"
    )
    text = package.members[DOCUMENT].decode().replace("<w:body>", f"<w:body>{inside}", 1)
    return write_zip(package.replace({DOCUMENT: text.replace("IMAGE", relation).encode()}))


FRAMES = {
    "一样的比例": (png(400, 300), "inline", (40, 30)),
    "宽的": (png(400, 100), "inline", (40, 10)),
    "高的": (png(100, 400), "inline", (8, 30)),
    "浮动的": (png(100, 400), "anchor", (8, 30)),
    "横着拍的": (jpeg(JFIF + exif(6)), "inline", (22, 30)),
}


@pytest.mark.parametrize("case", FRAMES)
def test_a_picture_whose_alternative_text_is_a_tag_becomes_the_datas(case: str, tmp_path: Path):
    content, kind, size = FRAMES[case]
    given = photo(content, "会场.jpg")
    made = draft(tmp_path, _framed(p(_frame(TAGGED, "IMAGE", kind))), **given)  # type: ignore[arg-type]
    assert frames(made) == [size]
    text = made.package.members[DOCUMENT].decode()
    assert text.count('descr="会场"') == 2 and "srcRect" not in text
    shown = [data for name, data in made.package.members.items() if name.startswith("word/media/")]
    assert read_picture(content).content in shown
    offsets = [
        int(each.text or "") for each in etree.fromstring(text.encode()).iter(f"{WP}posOffset")
    ]
    assert offsets == ([] if kind == "inline" else [720000 + 585000, 360000])


def test_in_a_loop_each_frame_gets_its_own_picture_and_a_file_is_kept_once(tmp_path: Path):
    names = ["甲.png", "乙.png", "甲.png"]
    schema = SCHEMA.replace("题目: {type: string}", "图: {type: string, x-kind: image}")
    data = DATA + "信息:\n" + "".join(f"  - 图: {name}\n" for name in names)
    files = {"甲.png": png(40, 30), "乙.png": png(80, 30)}
    turn = p(_frame("{{ m.图|图片 }}", "IMAGE") + run("{{ m.图|图片(10) }}"))
    inside = p(run("{%p for m in 信息 %}")) + turn + p(run("{%p endfor %}"))
    made = draft(tmp_path, _framed(inside), data=data, schema=schema, files=files)
    assert frames(made) == [(40, 30), (10, 8), (40, 15), (10, 4), (40, 30), (10, 8)]
    root = etree.fromstring(made.package.members[DOCUMENT])
    shown = [each.get(f"{{{OFFICE}}}embed") for each in root.iter(f"{A}blip")]
    assert len({*shown}) == 2 and shown[0] == shown[1] == shown[4] != shown[2]
    ids = [each.get("id") for each in root.iter(f"{WP}docPr")]
    assert len({*ids}) == 6


FRAMELESS = {
    "a text box": _frame(TAGGED, "IMAGE").replace("a:blip ", "a:other "),
    "a picture's title": _frame("甲", "IMAGE").replace(
        "<wp:docPr ", f'<wp:docPr title="{TAGGED}" '
    ),
    "a link's tip": f'<w:hyperlink w:anchor="a" w:tooltip="{TAGGED}">{run("甲")}</w:hyperlink>',
}


@pytest.mark.parametrize("kind", FRAMELESS)
def test_a_picture_tag_where_no_picture_is_is_refused_before_there_are_data(
    kind: str, tmp_path: Path
):
    given = photo(png(40, 30))
    (found,) = problems(lambda: generate(tmp_path, _framed(p(FRAMELESS[kind])), **given))
    assert found.code == "D387"
    (found,) = problems(lambda: drafter.template_check("x", here=tmp_path))
    assert found.code == "D387" and isinstance(found.place, WordPlace)


def test_a_picture_that_the_data_lack_is_a_gap_in_the_place_of_its_frame(tmp_path: Path):
    made = draft(tmp_path, _framed(p(_frame(TAGGED, "IMAGE"))))
    root = etree.fromstring(made.package.members[DOCUMENT])
    (text,) = root.iter(w("t"))
    assert text.text == "【待补：照片】" and len(made.gaps) == 1
    assert frames(made) == [] and list(root.iter(w("highlight")))
