"""The fonts of a report as a browser finds them: the named one, or the nearest that is there."""

from __future__ import annotations

import re

_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "serif")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "sans-serif")

_FAMILIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("小标宋|xiaobiaosong", ("report-title",)),
    ("仿宋|fangsong|fang song", (
        "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "方正仿宋_GBK", *_SERIF,
    )),
    ("楷|kaiti|stkai", (
        "楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "方正楷体_GBK", "AR PL UKai CN",
        *_SERIF,
    )),
    ("黑|hei|gothic", ("黑体", "SimHei", "STHeiti", "Heiti SC", *_SANS)),
    ("隶|lisu", ("隶书", "LiSu", "STLiti", *_SERIF)),
    ("雅黑|等线|yahei|dengxian|noto sans|source han sans|思源黑", (
        "Microsoft YaHei", "DengXian", "PingFang SC", *_SANS,
    )),
    ("宋|song|simsun|ming", ("宋体", "SimSun", "NSimSun", "STSong", *_SERIF)),
)  # fmt: skip
"""What a Chinese font's name has in it, and the fonts to take, the likest first."""
_LATIN = {
    "times": ("Times New Roman", "Liberation Serif", "Tinos"),
    "arial": ("Arial", "Liberation Sans", "Arimo"),
    "calibri": ("Calibri", "Carlito"),
    "cambria": ("Cambria", "Caladea"),
    "courier": ("Courier New", "Liberation Mono", "Cousine"),
}
"""Latin fonts by what their names have in them, and those of the same widths."""
_LATIN_SIGNS = "U+20-B6,U+B8-2FF,U+370-52F,U+1E00-1EFF,U+20A0-20CF"
"""What is printed in the Latin font of a run: quotes, dashes and dots of a Chinese text are not."""
_HAN = re.compile("[\u2e80-\u9fff]")

TITLE_FACE = (
    '@font-face{font-family:"report-title";src:'
    'local("方正小标宋简体"),local("FZXiaoBiaoSong-B05S"),local("方正小标宋_GBK"),'
    'local("FZXiaoBiaoSong-B05"),local("华文中宋"),local("STZhongsong"),'
    'local("Noto Serif CJK SC Bold"),local("NotoSerifCJKsc-Bold"),'
    'local("Noto Serif SC Bold"),local("宋体"),local("SimSun")}'
)
"""小标宋 is licensed, and many machines have none: another heavy serif stands for it."""


def name_families(han: str, latin: str) -> str:
    """The value of font-family for a run whose two fonts are named so."""
    families = [] if latin == han or _HAN.search(latin) or not latin else [_name_face(latin)]
    return ",".join(map(_quote, [*families, *_list_likest(han)]))


def write_face(latin: str) -> tuple[str, str]:
    """The name of the face that prints Latin letters alone in that font, and its rule."""
    named = [_clean(latin)]
    named += next((likes for part, likes in _LATIN.items() if part in latin.lower()), ())
    sources = ",".join(f'local("{name}")' for name in dict.fromkeys(named))
    face = _name_face(latin)
    return face, (f'@font-face{{font-family:"{face}";src:{sources};unicode-range:{_LATIN_SIGNS}}}')


def is_latin(font: str) -> bool:
    """Whether the font is one for Latin letters alone."""
    return bool(font) and not _HAN.search(font)


def _name_face(latin: str) -> str:
    return f"latin {_clean(latin)}"


def _list_likest(han: str) -> list[str]:
    name = han.lower()
    known = next((each for part, each in _FAMILIES if re.search(part, name)), None)
    own = [_clean(han)] if han else []
    if known is None:
        known = ("宋体", "SimSun", *_SERIF)
    return list(dict.fromkeys([*([] if known == ("report-title",) else own), *known, *_SERIF]))


def _clean(name: str) -> str:
    """A font's name without signs that could end it in a stylesheet."""
    return re.sub(r"[^\w \-.()（）@]", "", name)[:60]


def _quote(name: str) -> str:
    return name if name in ("serif", "sans-serif") else f'"{name}"'
