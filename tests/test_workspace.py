"""Tests for drafter.workspace: where things are, and names that every system takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import workspace
from drafter.workspace import Workspace, file_name, find_root, open_workspace, show_path


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A workspace with two templates and two years."""
    for folder in ("templates/甲", "templates/乙", "data", "output"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "templates" / "readme.txt").touch()
    for year in ("2021.yaml", "2020.yml", "notes.txt"):
        (tmp_path / "data" / year).touch()
    return tmp_path


@pytest.mark.parametrize("start", ["", "data", "output", "templates/甲", "not/there/yet"])
def test_a_workspace_is_found_from_every_folder_in_it(room: Path, start: str):
    assert open_workspace(room / start) == Workspace(room)


def test_the_nearest_workspace_is_the_one(room: Path):
    inner = room / "data" / "inner"
    (inner / "templates").mkdir(parents=True)
    assert open_workspace(inner / "templates") == Workspace(inner)


def test_a_folder_without_templates_above_it_is_in_no_workspace(tmp_path: Path):
    assert find_root(tmp_path) is None


def test_templates_and_years_are_listed_by_name(room: Path):
    assert sorted(Workspace(room).templates()) == Workspace(room).templates()
    assert set(Workspace(room).templates()) == {"甲", "乙"}
    assert [path.name for path in Workspace(room).years()] == ["2020.yml", "2021.yaml"]


def test_a_workspace_without_data_has_no_years(tmp_path: Path):
    assert Workspace(tmp_path).years() == []


@pytest.mark.parametrize("name", ["2021", "2021.yaml", "data/2021.yaml", "data/2021"])
def test_a_data_file_is_found_by_short_names_too(room: Path, name: str):
    assert open_workspace(room).find_data_file(name).resolve() == room / "data" / "2021.yaml"


def test_a_data_file_is_found_from_within_a_folder(room: Path):
    assert open_workspace(room / "output").find_data_file("2020") == room / "data" / "2020.yml"


def test_a_data_file_here_comes_before_the_one_in_data(room: Path):
    (room / "2021.yaml").touch()
    assert open_workspace(room).find_data_file("2021.yaml") == room / "2021.yaml"


@pytest.mark.parametrize(
    ("name", "place"), [("2019.yaml", "data/2019.yaml"), ("old/2019.yaml", "old/2019.yaml")]
)
def test_a_data_file_that_is_missing_is_named_where_it_was_looked_for(
    room: Path, name: str, place: str
):
    assert open_workspace(room).find_data_file(name) == room / place


def test_a_path_is_shown_from_the_folder_that_the_user_is_in(
    room: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(room)
    assert show_path(room / "data" / "2021.yaml", Path()) == "data/2021.yaml"
    assert show_path(Path("output/../data/2021.yaml"), Path()) == "data/2021.yaml"
    assert show_path(room / "data" / "2021.yaml", room / "output") == str(
        room / "data" / "2021.yaml"
    )


def test_a_path_is_shown_alike_through_a_link_to_the_workspace(room: Path, tmp_path: Path):
    link = tmp_path.parent / f"{tmp_path.name}-link"
    link.symlink_to(room)
    assert show_path(link / "data" / "2021.yaml", link) == "data/2021.yaml"
    assert show_path(room / "data" / "2021.yaml", link) == "data/2021.yaml"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2021年统战工作总结（送审稿）", "2021年统战工作总结（送审稿）"),
        ("A/B\\C:D*E?F\"G<H>I|J", "A_B_C_D_E_F_G_H_I_J"),
        ("第一行\n第二行\t三", "第一行_第二行_三"),
        ("  总结 . . ", "总结"),
        ("", "_"), ("...", "_"), ("con", "_con"), ("con .", "_con"), ("concise", "concise"),
        ("LPT1.2021", "_LPT1.2021"), ("a" * 199 + ". b", "a" * 199),
        ("总" * 99, "总" * 66), ("con" + " " * 200 + "x", "_con"),
        ("总结\u202excod.exe", "总结_xcod.exe"), ("总结\ud800", "总结_"), ("🎉总结", "🎉总结"),
    ],
)  # fmt: skip
def test_a_title_becomes_a_name_that_windows_takes(title: str, name: str):
    assert file_name(title) == name


@given(st.text(st.characters(), max_size=300))
def test_every_title_gives_a_name_that_can_be_written(title: str):
    name = file_name(title)
    assert 0 < len(name.encode()) <= 201
    assert not set(name) & set('<>:"/\\|?*\n\r\t\0')
    assert name == name.strip() and not name.endswith(".")
    assert file_name(name) == name


def test_a_report_goes_to_output(room: Path):
    assert Workspace(room).report("总结/1") == room / "output" / "总结_1.docx"


def test_the_shipped_workspace_has_a_template_and_a_year():
    shipped = Workspace(workspace.shipped_folder())
    assert shipped.templates() and shipped.years()
