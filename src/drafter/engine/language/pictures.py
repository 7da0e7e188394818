"""The filter 图片: a picture that the data name, as large as the page has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2.runtime import Context
from jinja2.utils import pass_context

from drafter.engine.language.faults import Unprintable, UnusableFile
from drafter.figures.values import Attachment, Gap
from drafter.problems import phrase
from drafter.problems.model import Incomputable
from drafter.template.tag import RECORDER

if TYPE_CHECKING:  # a template without pictures does without them
    from drafter.word.layout.room import Room
    from drafter.word.parts.pictures import Picture

_EMU_A_MILLIMETRE = 36000
_MOST_MILLIMETRES = 2000
"""No page of Word's is wider than 558 mm, nor does it take a picture much larger."""


class PrintedPicture(NamedTuple):
    """A picture with the size that the template asks for, in millimetres."""

    picture: Picture
    name: str
    width: float | None
    height: float | None

    def __html__(self) -> str:
        """That the picture is no text: the recorder prints it."""
        return ""

    def fit(self, room: Room) -> tuple[int, int]:
        """Its size in EMU where there is so much room; its proportions are kept.

        Wider than the text only where the width is asked for, never higher than the page.
        """
        natural = self.picture.natural_size
        asked = [
            None if length is None else int(length * _EMU_A_MILLIMETRE)
            for length in (self.width, self.height)
        ]
        if asked == [None, None]:
            asked = list(natural)
        width, height = asked
        size = scale_to(natural, width, height)
        if self.width is None and size[0] > room.width:
            size = scale_to(natural, room.width, None)
        return scale_to(natural, None, room.height) if size[1] > room.height else size


def scale_to(natural: tuple[int, int], width: int | None, height: int | None) -> tuple[int, int]:
    """The size scaled so that it fills the width or the height and is no larger in either."""
    if width is not None and (height is None or natural[1] * width <= natural[0] * height):
        return width, max(round(natural[1] * (width / natural[0])), 1)
    assert height is not None
    return max(round(natural[0] * (height / natural[1])), 1), height


@pass_context
def image(
    context: Context, value: Any, width: Any = None, height: Any = None,
    宽: Any = None, 高: Any = None,
) -> Any:  # fmt: skip
    """A picture that the data name, so many millimetres wide and high at most."""
    lengths = [宽 if width is None else width, 高 if height is None else height]
    gap = next((each for each in (value, *lengths) if isinstance(each, Gap)), None)
    if gap is not None:
        return gap
    if not isinstance(value, Attachment):
        raise Unprintable("kind.no-file")
    pictures: dict[bytes, Picture] = context[RECORDER].pictures
    if value.content not in pictures:
        pictures[value.content] = _read(value)
    return PrintedPicture(pictures[value.content], value.name, *map(_read_millimetres, lengths))


def _read(named: Attachment) -> Picture:
    """The picture that the file holds. Raises UnusableFile."""
    from drafter.word.parts.pictures import BadPicture, read_picture  # only where pictures are

    try:
        return read_picture(named.content)
    except BadPicture as bad:
        key = "failing.torn" if bad.torn else "failing.kind" if bad.kind else "failing.picture"
        reason = phrase(key, kind=bad.kind) if bad.kind else phrase(key)
        raise UnusableFile("D341", named.origins, name=named.name, reason=reason) from None


def _read_millimetres(length: Any) -> float | None:
    if length is None:
        return None
    try:
        number = float(length.value if hasattr(length, "value") else length)
    except (TypeError, ValueError):
        raise Incomputable("failing.length") from None
    if not 0 < number <= _MOST_MILLIMETRES:
        raise Incomputable("failing.length")
    return number
