"""How formatted text looks: its settings by Chinese and English names, checked, and as a run."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cached_property
from html import escape
from typing import Any

from drafter.problems import find_nearest_word, join_words, phrase
from drafter.problems.model import Value
from drafter.word import xml
from drafter.word.layout.formatting import index_styles
from drafter.word.names import OFFICE_RELATIONSHIPS, RELATIONSHIP_ID, TYPE, VAL, w
from drafter.word.package.addresses import SCHEME, complete_address
from drafter.word.package.archive import STYLES, Package, list_text_parts
from drafter.word.package.relationships import add_relationship, read_relationships, rels_part_name

_CHINESE = {
    "加粗": "bold", "粗体": "bold", "倾斜": "italic", "斜体": "italic", "下划线": "underline",
    "删除线": "strike", "颜色": "color", "底色": "highlight", "字体": "font", "字号": "points",
    "样式": "style", "上标": "superscript", "下标": "subscript", "链接": "link", "语言": "lang",
    "从右到左": "rtl",
}  # fmt: skip
_NAMES = {**_CHINESE, **{name: name for name in (*_CHINESE.values(), "size", "url_id")}}
"""What each setting may be called, and its English name. size is in half points, as Word has it."""
_SWITCHES = frozenset("bold italic strike superscript subscript rtl".split())
_YES, _NO = frozenset(("是", "true", "yes", "1")), frozenset(("否", "false", "no", "0"))

SIZES = {
    name: Decimal(points)
    for name, points in zip(
        "初号 小初 一号 小一 二号 小二 三号 小三 四号 小四 五号 小五 六号 小六 七号 八号".split(),
        "42 36 26 24 22 18 16 15 14 12 10.5 9 7.5 6.5 5.5 5".split(),
        strict=True,
    )
}
"""The sizes that Word calls by name, in points."""
_DIGITS = str.maketrans("12345678", "一二三四五六七八")
_MOST_HALF_POINTS = 3276
"""Word sets nothing larger than 1638 points."""

_COLORS = {
    "红": "FF0000", "深红": "C00000", "橙": "FFC000", "黄": "FFFF00", "浅绿": "92D050",
    "绿": "00B050", "浅蓝": "00B0F0", "蓝": "0070C0", "深蓝": "002060", "紫": "7030A0",
    "黑": "000000", "白": "FFFFFF", "灰": "808080",
}  # fmt: skip
"""The standard colours of Word's palette, and the three without colour."""
_ENGLISH_COLORS = dict(
    zip(
        "red darkred orange yellow lightgreen green lightblue blue darkblue purple black white "
        "gray".split(),
        _COLORS.values(),
        strict=True,
    )
)

_UNDERLINES = {
    "单线": "single", "双线": "double", "粗线": "thick", "点线": "dotted", "虚线": "dash",
    "点划线": "dotDash", "双点划线": "dotDotDash", "波浪线": "wave",
}  # fmt: skip
_ALL_UNDERLINES = frozenset(_UNDERLINES.values()) | frozenset(
    "none words dottedHeavy dashedHeavy dashLong dashLongHeavy dashDotHeavy dashDotDotHeavy "
    "wavyHeavy wavyDouble".split()
)
"""ST_Underline (ECMA-376-1, 17.18.99)."""

_REGIONS = ("ascii", "hAnsi", "cs", "eastAsia")
_CHINESE_FONT = re.compile(
    r"[\u3400-\u9fff]|^(Sim|FangSong|KaiTi|NSim|LiSu|YouYuan|DengXian|Microsoft (YaHei|Jheng)"
    r"|PMingLiU|MingLiU|DFKai|FZ|HY|ST(Song|Kaiti|Fangsong|Heiti|Zhongsong|Xihei)|PingFang|Heiti"
    r"|Songti|WenQuanYi|Source Han|Noto S\w+ (CJK|SC))"
)
"""Names of fonts that have Chinese characters."""
_LINK, _R_URI = f"{OFFICE_RELATIONSHIPS}/hyperlink", OFFICE_RELATIONSHIPS
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class BadSetting(ValueError):
    """A setting that does not exist (D380), or that cannot have its value (D381)."""

    def __init__(self, code: str, **values: Value) -> None:
        self.code, self.values = code, values
        super().__init__(code)


class SettingReader:
    """Reads settings for the text of a part: styles and links are those of its file."""

    def __init__(self, package: Package, member: str) -> None:
        self._package, self._member = package, member

    def read(self, settings: Mapping[str, Any]) -> dict[str, str]:
        """The settings by their English names, those left out that say no; raises BadSetting."""
        found: dict[str, str] = {}
        for called, value in settings.items():
            name, text = self.read_one(called, value)
            if text:
                found[name] = text
        if {"superscript", "subscript"} <= found.keys():
            hint = phrase("rich.raised")
            called = next(each for each in settings if _NAMES[each] == "subscript")
            raise BadSetting("D381", name=called, value="true", hint=hint)
        return found

    def read_one(self, called: str, value: Any) -> tuple[str, str]:
        """The English name of the setting, and its value as Word has it; empty for none."""
        name = find_setting(called)
        if value is None or value == "" or value is False:
            return name, ""
        readers: dict[str, Callable[[Any], str | None]] = {
            "underline": _read_underline, "color": _read_color, "highlight": _read_color,
            "font": _read_font, "lang": _read_language, "style": self._find_style,
            "link": self._read_address, "url_id": self._find_link_id,
            "size": lambda size: _read_half_points(size, 1),
            "points": lambda points: _read_half_points(points, 2),
            **dict.fromkeys(_SWITCHES, _read_switch),
        }  # fmt: skip
        text = readers[name](value)
        if text is None:
            near = find_nearest_word(str(value), self._styles) if name == "style" else ""
            names = near or join_words(dict.fromkeys(self._styles.values()))
            wanted = phrase(f"rich.{'switch' if name in _SWITCHES else name}", names=names)
            raise BadSetting("D381", name=called, value=str(value), hint=wanted)
        return "size" if name == "points" else name, text

    @cached_property
    def _styles(self) -> dict[str, str]:
        """The ids of the styles for text, by their ids and names; and of those tied to one."""
        data = self._package.members.get(STYLES)
        styles = index_styles(None if data is None else xml.parse(data))
        known: dict[str, str] = {}
        tied: dict[str, str] = {}
        for number, style in styles.items():
            is_own = style.get(TYPE) == "character"
            link, name = (style.find(w(tag)) for tag in ("link", "name"))
            target = number if is_own else "" if link is None else link.get(VAL, "")
            if target in styles and styles[target].get(TYPE) == "character":
                shown = number if name is None else name.get(VAL, "")
                (known if is_own else tied).update({shown: target, number: target})
        return {**tied, **known}

    def _find_style(self, value: Any) -> str | None:
        folded = {name.casefold(): number for name, number in self._styles.items()}
        return self._styles.get(str(value)) or folded.get(str(value).casefold())

    def _read_address(self, value: Any) -> str | None:
        """The address; `#name` for a bookmark of the file."""
        text = str(value).strip()
        if text.startswith("#"):
            name = re.escape(escape(text[1:]))
            sought = re.compile(rf'bookmarkStart\b[^>]*\bname="{name}"'.encode())
            members = list_text_parts(self._package)
            is_there = any(sought.search(self._package.members[each]) for each in members)
            return text if text[1:] and is_there else None
        address = complete_address(text)
        return address if address and SCHEME.match(address) else None

    def _find_link_id(self, value: Any) -> str | None:
        relations = read_relationships(self._package, self._member)
        links = (n.get("Id") for n in relations if n.get("Type", "").endswith("/hyperlink"))
        return str(value) if str(value) in links else None


def find_setting(called: str) -> str:
    """The English name of the setting. Raises BadSetting."""
    if called not in _NAMES:
        hint = find_nearest_word(called, _NAMES) or join_words(list(_CHINESE))
        raise BadSetting("D380", name=called, hint=hint)
    return _NAMES[called]


def _read_switch(value: Any) -> str | None:
    text = str(value).lower()
    return "yes" if text in _YES else "" if text in _NO else None


def _read_underline(value: Any) -> str | None:
    switch = _read_switch(value)
    if switch is not None:
        return switch and "single"
    kind = _UNDERLINES.get(str(value), str(value))
    return kind if kind in _ALL_UNDERLINES else None


def _read_color(value: Any) -> str | None:
    text = str(value).strip()
    sign = text.removeprefix("#")
    if re.fullmatch(r"[0-9A-Fa-f]{6}", sign):
        return sign
    if re.fullmatch(r"#[0-9A-Fa-f]{3}", text):
        return "".join(digit * 2 for digit in sign)
    if text in ("auto", "自动"):
        return "auto"
    if name := _COLORS.get(text.removesuffix("色")):
        return name
    return _ENGLISH_COLORS.get(re.sub(r"[\s_-]", "", text.lower()).replace("grey", "gray"))


def _read_half_points(value: Any, halves: int) -> str | None:
    """So many half points; halves: how many of them the number counts."""
    text = str(value).strip()
    named = text.translate(_DIGITS).replace("小初号", "小初")
    named = named.removesuffix("号") if named.startswith("小") else named
    if named in SIZES:
        amount = SIZES[named] * 2
    else:
        bare = re.sub(r"\s*(磅|pt)$", "", text)
        try:
            amount = Decimal(bare) * (2 if bare != text else halves)
        except InvalidOperation:
            return None
    is_fit = amount.is_finite() and amount == int(amount) and 2 <= amount <= _MOST_HALF_POINTS
    return str(int(amount)) if is_fit else None


def _read_font(value: Any) -> str | None:
    region, colon, font = str(value).rpartition(":")
    fits = isinstance(value, str) and font.strip() and (not colon or region in _REGIONS)
    return value if fits else None


def _read_language(value: Any) -> str | None:
    return value if isinstance(value, str) and _LANGUAGE.fullmatch(value) else None


def write_run(text: str, form: Mapping[str, str]) -> str:
    """A run of that text with the settings that `SettingReader.read` gave."""
    inside = "".join(write(form[name]) for name, write in _WRITTEN.items() if name in form)
    if "rtl" in form:  # Word has switches of their own for scripts from right to left
        inside = inside.replace("<w:b/>", "<w:b/><w:bCs/>").replace("<w:i/>", "<w:i/><w:iCs/>")
    properties = f"<w:rPr>{inside}</w:rPr>" if inside else ""
    run = f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    if "link" in form and form["link"].startswith("#"):
        anchor = escape(form["link"][1:])
        return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run}</w:hyperlink>'
    if target := form.get("link") or form.get("url_id"):
        opened = f'<w:hyperlink xmlns:r="{_R_URI}" r:id="{escape(target)}" w:tgtFrame="_blank">'
        return f"{opened}{run}</w:hyperlink>"
    return run


def relate_links(package: Package, roots: Mapping[str, xml.Element]) -> Package:
    """The file with a relationship for each address that `write_run` wrote into its parts."""
    changed: dict[str, bytes] = {}
    for member, root in roots.items():
        links = [n for n in root.iter(w("hyperlink")) if SCHEME.match(n.get(RELATIONSHIP_ID, ""))]
        relations = read_relationships(package, member) if links else None
        numbers: dict[str, str] = {}
        for link in links:
            address = link.get(RELATIONSHIP_ID, "")
            if address not in numbers:
                assert relations is not None
                numbers[address] = add_relationship(relations, _LINK, address, "External")
            link.set(RELATIONSHIP_ID, numbers[address])
        if relations is not None:
            changed[rels_part_name(member)] = xml.write(relations)
    return package.replace(changed) if changed else package


def _write_fonts(font: str) -> str:
    region, _, name = font.rpartition(":")
    regions = dict.fromkeys(("ascii", "hAnsi", "cs"), name)
    if region or _CHINESE_FONT.search(name):
        regions[region or "eastAsia"] = name
    names = "".join(f' w:{key}="{escape(called)}"' for key, called in regions.items())
    return f"<w:rFonts{names}/>"


def _write_value(tag: str) -> Callable[[str], str]:
    return lambda value: f'<w:{tag} w:val="{escape(value)}"/>'


def _write_fixed(markup: str) -> Callable[[str], str]:
    return lambda value: markup


_WRITTEN: dict[str, Callable[[str], str]] = {
    "style": _write_value("rStyle"),
    "color": _write_value("color"),
    "highlight": lambda fill: f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>',
    "size": lambda size: f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
    "subscript": _write_fixed('<w:vertAlign w:val="subscript"/>'),
    "superscript": _write_fixed('<w:vertAlign w:val="superscript"/>'),
    "bold": _write_fixed("<w:b/>"),
    "italic": _write_fixed("<w:i/>"),
    "underline": _write_value("u"),
    "strike": _write_fixed("<w:strike/>"),
    "font": _write_fonts,
    "rtl": _write_fixed('<w:rtl w:val="true"/>'),
    "lang": _write_value("lang"),
}
