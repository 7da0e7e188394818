"""The template's tables at the desk: shown, changed where the template stays sound, renamed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desks import OpenDesk, browser, chromium, list_complaints, start_desk, wait_for
from small import workspace
from test_keeper_tables import DESCRIPTION

__all__ = ["browser", "chromium"]

DATA = "模板: x\n单位: 甲\n会议:\n  - {类别: 党组会议, 主题: 一}\n来访: 3\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    workspace(tmp_path, "{{ 单位 }}{{ 会议数 }}", data=DATA)
    folder = tmp_path / "templates" / "x"
    (folder / "schema.yaml").unlink()
    (folder / "template.yaml").write_text(DESCRIPTION, encoding="utf-8")
    return tmp_path


def ask(desk: OpenDesk, name: str, **body: Any) -> Any:
    """What an action answers, when it is done."""
    return wait_for_job(desk, desk.post(f"/api/do/{name}", body, year="2021"))


def wait_for_job(desk: OpenDesk, answer: Any) -> Any:
    """The result of an action, when it is done; or why there is none."""
    job = answer.get("job")
    while "job" in answer or answer.get("running"):
        answer = desk.get("/api/job", job=job, year="2021")
    return answer.get("result", answer)


def test_a_keeper_changes_the_template_and_the_grid_follows(office: Path) -> None:
    path = office / "templates" / "x" / "template.yaml"
    with start_desk(office) as desk:
        shown = ask(desk, "keeper")
        assert [each["name"] for each in shown["definitions"]][2:5] == ["项目", "台账", "各栏 会议"]
        change = {"op": "set", "path": ["各栏 会议", 0, "选项"], "value": "党组会议、民主生活会"}
        made = ask(desk, "redefine", digest=shown["digest"], changes=[change])
        assert "[党组会议, 民主生活会]" in path.read_text(encoding="utf-8")
        ledgers = {each["name"]: each for each in desk.get("/api/data", year="2021")["ledgers"]}
        assert ledgers["会议"]["columns"][0]["choices"] == ["党组会议", "民主生活会"]
        stale = ask(desk, "redefine", digest=shown["digest"], changes=[change])
        assert stale["problem"]["code"] == "D600"
        gone = {"op": "remove", "ledger": "项目", "at": 0}
        assert ask(desk, "redefine", digest=made["digest"], changes=[gone])["problem"]["message"]
        assert "单位: 文字" in path.read_text(encoding="utf-8")
        assert ask(desk, "rename", old="来访", new="来访人数")["digest"] != made["digest"]
        assert "来访人数: 3" in (office / "data" / "2021.yaml").read_text(encoding="utf-8")


def test_what_was_done_in_the_tables_is_moved_and_taken_back(office: Path) -> None:
    path, data = office / "templates" / "x" / "template.yaml", office / "data" / "2021.yaml"
    with start_desk(office) as desk:
        shown = ask(desk, "keeper")
        assert shown["undo"] == 0
        move = {"op": "move", "ledger": "项目", "at": 1, "to": 0}
        made = ask(desk, "redefine", digest=shown["digest"], changes=[move])
        moved = DESCRIPTION.replace("  电话: 文字（可不填）\n", "").replace(
            "  单位:", "  电话: 文字（可不填）\n  单位:"
        )
        assert path.read_text(encoding="utf-8") == moved
        move = {"op": "move", "ledger": "各栏 会议", "at": 2, "to": 1}
        made = ask(desk, "redefine", digest=made["digest"], changes=[move])
        assert "数量: {类型: 整数, 可不填: 是},\n           主题: 文字}" in path.read_text("utf-8")
        made = ask(desk, "rename", old="来访", new="来访人数")
        assert "来访人数: 3" in data.read_text(encoding="utf-8")
        made = ask(desk, "rename", old="主题", new="标题", table="各栏 会议")
        assert "标题: 一" in data.read_text(encoding="utf-8") and made["undo"] == 4
        for _ in range(4):
            made = ask(desk, "undo-template")
        assert (path.read_text(encoding="utf-8"), made["undo"]) == (DESCRIPTION, 0)
        assert data.read_text(encoding="utf-8") == DATA


@pytest.mark.xdist_group("browser")
def test_a_keeper_types_into_the_tables(browser: Any, office: Path) -> None:
    path = office / "templates" / "x" / "template.yaml"
    run = browser.execute_script
    with start_desk(office) as desk:
        browser.get(desk.running.make_address())
        wait_for(lambda: run("return document.body && document.body.dataset.ready"))
        run("document.querySelector('[data-do=keeper]').click()")
        table = "document.querySelector('.keeper-table[data-name=\"项目\"]')"
        wait_for(lambda: run(f"return !!{table}"))
        run(f"{table}.open = true")
        cell = f"{table}.querySelector('[aria-label=\"单位 说明\"]')"
        wait_for(lambda: run(f"return !!{cell}"))
        run(f"let box = {cell}; box.value = '印在标题'; box.dispatchEvent(new Event('change'))")
        wait_for(lambda: "说明: 印在标题" in path.read_text(encoding="utf-8"))
        kind = cell.replace("说明", "类型")
        wait_for(lambda: run(f"return !!{kind} && !{kind}.disabled"))
        run(f"let box = {kind}; box.value = '胡说'; box.dispatchEvent(new Event('change'))")
        says = "return (document.querySelector('.problem') || {}).innerText || ''"
        wait_for(lambda: "胡说" in run(says))
        assert run(f"return {kind}.value") == "文字"
        list_complaints(browser)  # what was refused is one
