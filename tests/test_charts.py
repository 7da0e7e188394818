"""A chart of the template keeps the numbers that it was drawn with: told when they are not ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import drafter
import small
from drafter.word.package.archive import write_zip
from test_parts import CHART, with_chart


def _chart(values: str, axis: str = "val", title: str = "提案办理") -> bytes:
    """A template whose chart shows those numbers."""
    package = with_chart(title)
    points = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(values.split()))
    held = (
        f'<c:{axis}><c:numRef><c:f>Sheet1!$B$2:$B$9</c:f><c:numCache><c:ptCount val="9"/>{points}'
        f"</c:numCache></c:numRef></c:{axis}>"
    )
    drawn = package.members[CHART].decode()
    if axis == "cat":
        drawn = re.sub("<c:cat>.*</c:cat>", held, drawn)
    else:
        drawn = drawn.replace("</c:ser>", f"{held}</c:ser>")
    assert held in drawn
    return write_zip(package.replace({CHART: drawn.encode()}))


def _told(folder: Path, template: bytes, data: str = small.DATA) -> list[str]:
    made = small.generate(folder, template, data=data)
    return [each.message() for each in made.problems if each.code == "D258"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ("12 3", ""),  # what the data hold
        ("12 0.5", ""),
        ("12 35", "35"),
        ("31 35.5 12", "31、35.5"),
        ("0 0", ""),
    ],
)
def test_numbers_of_a_chart_that_this_years_data_lack_are_told(
    values: str, told: str, tmp_path: Path
) -> None:
    found = _told(tmp_path, _chart(values))
    assert bool(found) == bool(told) and all(told in each for each in found)
    assert all("「提案办理」" in each for each in found)


def test_what_fits_this_year_is_told_when_the_data_change(tmp_path: Path) -> None:
    assert _told(tmp_path, _chart("12 3")) == []
    changed = small.DATA.replace("人数: 12", "人数: 15")
    (said,) = _told(tmp_path, _chart("12 3"), changed)
    assert "有1个数" in said and "12" in said
    checked = drafter.check("2021.yaml", here=tmp_path).problems
    assert [each.code for each in checked].count("D258") == 1


def test_the_years_of_a_charts_axis_are_no_figures(tmp_path: Path) -> None:
    template = _chart("2019 2020", "cat")
    assert _told(tmp_path, template) == []
