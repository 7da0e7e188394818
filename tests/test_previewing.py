"""The page of data that are being typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from previews import (
    Previewer,
    edit_text,
    find_value,
    list_paths,
    open_year,
    read_pieces,
    read_words,
)


def test_an_edit_changes_only_the_pieces_that_show_it(office: Path) -> None:
    file, previewer = open_year(office), Previewer()
    before = read_pieces(previewer.render(file))
    after = read_pieces(
        previewer.render(
            edit_text(file, "案由: 关于推动企业技术改造的提案", "案由: 关于修补道路的提案")
        )
    )
    changed = {piece.key for piece in after} - {piece.key for piece in before}
    assert [p.kind for p in after if p.key in changed] == ["row"]
    assert len({piece.key for piece in after}) == len(after) == len(before)


def test_a_figure_leads_to_its_records_and_each_of_them_to_the_figure(office: Path) -> None:
    previewer = Previewer()
    preview = previewer.render(open_year(office))
    figure = find_value(preview, "20余", behind="份，其中")
    account = previewer.origins(preview, *figure)
    assert account.text == "20余"
    assert {path[0] for path in account.records} == {"报告"}
    assert len(account.records) > 20
    for record in account.records:
        assert figure in previewer.places(preview, record)


@pytest.mark.parametrize(
    ("old", "new", "code", "path", "gap"),
    [
        (
            "日期: 2021-01-08, 类别: 党组会议",
            "日期: 明天, 类别: 党组会议",
            "D205",
            ("会议", 0, "日期"),
            "会议 第1条 日期",
        ),
        ("年度: 2021", "年度: 今年", "D203", ("年度",), "年度"),
    ],
)
def test_a_value_that_does_not_fit_is_a_gap_on_the_page(
    office: Path, old: str, new: str, code: str, path: tuple[str | int, ...], gap: str
) -> None:
    preview = Previewer().render(edit_text(open_year(office), old, new))
    assert list_paths(preview)[code] == path
    assert f"【待补：{gap}】" in read_words(preview)
    assert not preview.stale
