"""What the desk's server does with edits, changes from outside, several tabs, and its buttons."""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

import small
from desks import OpenDesk, start_desk, wait_for
from drafter import workspace as rooms
from drafter.desk.actions.model import Asked, Outcome
from drafter.desk.server import doing
from drafter.desk.server.events import Hub
from drafter.desk.years import pages
from drafter.desk.years.placing import pair_rows
from drafter.desk.years.printing import Page, Printer


@pytest.fixture
def room(tmp_path: Path) -> Path:
    for name in ("templates", "data"):
        shutil.copytree(rooms.shipped_folder() / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def desk(room: Path) -> Iterator[OpenDesk]:
    with start_desk(room) as running:
        yield running


def read_data(room: Path) -> str:
    return (room / "data" / "2021.yaml").read_text(encoding="utf-8")


def write_data(room: Path, text: str) -> None:
    (room / "data" / "2021.yaml").write_text(text, encoding="utf-8")


def find_ledger(data: Any, name: str) -> Any:
    return next(each for each in data["ledgers"] if each["name"] == name)


def find_cell(data: Any, ledger: str, at: int, column: str) -> str:
    found = find_ledger(data, ledger)
    names = [each["name"] for each in found["columns"]]
    return str(found["rows"][at][names.index(column)])


def set_cell(path: list[Any], value: str, old: str | None = None) -> dict[str, Any]:
    change = {"op": "set", "path": path, "value": value}
    return change if old is None else {**change, "old": old}


def edit(desk: OpenDesk, digest: str, *changes: Any, **more: Any) -> Any:
    return desk.post("/api/edit", {"digest": digest, "changes": list(changes), **more}, tab="t" * 8)


TOPIC = ["会议", 0, "主题"]


def test_an_edit_is_saved_at_once_and_can_be_undone_to_the_last_byte(
    desk: OpenDesk, room: Path
) -> None:
    before, data = read_data(room), desk.get("/api/data")
    old = find_cell(data, *TOPIC)
    made = edit(desk, data["digest"], set_cell(TOPIC, "新的主题", old), label="改主题")
    assert (made["ok"], made["conflicts"], made["focus"]) == (True, [], TOPIC)
    assert [each["name"] for each in made["ledgers"]] == ["会议"]
    assert "新的主题" in read_data(room)
    assert (made["undo"], made["undo_label"]) == (1, "改主题")
    undone = desk.post("/api/undo")
    assert (undone["redo"], read_data(room)) == (1, before)
    assert find_cell(desk.post("/api/redo"), *TOPIC) == "新的主题"


def test_a_batch_whose_answer_was_lost_is_not_made_twice(desk: OpenDesk, room: Path) -> None:
    data = desk.get("/api/data")
    change = {"op": "insert", "ledger": "会议", "at": 0, "values": {"主题": "只一次"}}
    for _ in range(2):
        assert edit(desk, data["digest"], change, id="batch-1")["ok"]
    assert read_data(room).count("只一次") == 1
    edit(desk, data["digest"], set_cell(TOPIC, "后来改的"))
    for _ in range(2):
        assert desk.post("/api/undo", {"id": "undo-1"})["ok"]
    assert read_data(room).count("只一次") == 1


def test_an_edit_waits_for_no_rule_and_its_findings_come_afterwards(
    desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, given_up = threading.Event(), threading.Event()

    def judge_forever(self: Printer, page: Page, pause: Callable[[], None]) -> list[Any]:
        begun.set()
        try:
            while True:
                pause()
                time.sleep(0.001)
        finally:
            given_up.set()

    monkeypatch.setattr(pages, "IDLE", 0.05)
    judge = Printer.judge_page
    monkeypatch.setattr(Printer, "judge_page", judge_forever)
    data = desk.get("/api/data")
    assert begun.wait(60)
    made = edit(desk, data["digest"], set_cell(TOPIC, "约20余次精神"))
    assert given_up.is_set()  # while the edit was made, not when its page was
    assert made["problems"] is None  # what was found is of the text before
    assert desk.get("/api/page")["digest"] == made["digest"]
    monkeypatch.setattr(Printer, "judge_page", judge)
    edit(desk, made["digest"], set_cell(["会议", 1, "主题"], "别的"))
    wait_for(lambda: "D445" in [each["code"] for each in desk.get("/api/data")["problems"] or ()])


def test_a_page_that_is_told_anew_names_only_what_is_new(desk: OpenDesk) -> None:
    def count(page: Any) -> int:
        return len(page["pieces"]) + sum(page["kept"][:2])

    first, data = desk.get("/api/page"), desk.get("/api/data")
    put = {"op": "insert", "ledger": "会议", "at": 0, "values": find_values(data, "会议", 0)}
    edit(desk, data["digest"], put)
    second = desk.get("/api/page", have=first["version"])
    assert first["kept"] == [0, 0, 0] and len(first["pieces"]) > 2 * len(second["pieces"])
    assert count(second) == count(first) + 1
    whole = desk.get("/api/page")
    head, tail, shift = second["kept"]
    behind = [dict(each) for each in first["pieces"][len(first["pieces"]) - tail :]]
    for each in behind:
        if each["part"] == "body" and each["paragraphs"][0]:
            each["paragraphs"] = [n + shift for n in each["paragraphs"]]
    assert [*first["pieces"][:head], *second["pieces"], *behind] == whole["pieces"]


def find_values(data: Any, ledger: str, at: int) -> dict[str, str]:
    found = find_ledger(data, ledger)
    return dict(zip((c["name"] for c in found["columns"]), found["rows"][at], strict=True))


def test_a_record_is_found_again_in_a_text_that_has_changed(desk: OpenDesk, room: Path) -> None:
    data = desk.get("/api/data")
    first, second = find_cell(data, *TOPIC), find_cell(data, "会议", 1, "主题")
    put = {"op": "insert", "ledger": "会议", "at": 0, "values": {"主题": "插在前面"}}
    edit(desk, data["digest"], put)
    late = edit(
        desk, data["digest"], set_cell(["会议", 1, "主题"], "第二条改了", second),
        {"op": "remove", "ledger": "会议", "at": 0, "old": {"主题": first}},
    )  # fmt: skip
    assert late["conflicts"] == []
    topics = [find_cell(late, "会议", at, "主题") for at in range(2)]
    assert topics == ["插在前面", "第二条改了"]


def test_two_edits_of_one_cell_are_both_shown_and_the_rest_is_made(
    desk: OpenDesk, room: Path
) -> None:
    data = desk.get("/api/data")
    old, other = find_cell(data, *TOPIC), find_cell(data, "会议", 1, "主题")
    edit(desk, data["digest"], set_cell(TOPIC, "甲改的", old))
    late = edit(
        desk, data["digest"], set_cell(TOPIC, "乙改的", old),
        set_cell(["会议", 1, "主题"], "乙改的另一条", other),
    )  # fmt: skip
    (conflict,) = late["conflicts"]
    assert (conflict["index"], conflict["path"]) == (0, TOPIC)
    assert (conflict["mine"], conflict["theirs"]) == ("乙改的", "甲改的")
    assert "甲改的" in read_data(room) and "乙改的另一条" in read_data(room)


def test_an_edit_from_before_a_restart_goes_through(room: Path) -> None:
    with start_desk(room) as desk:
        data = desk.get("/api/data")
        port = desk.running.listener.getsockname()[1]
    write_data(room, read_data(room) + "# 别处加的一行\n")
    with start_desk(room, port=port) as again:
        old = find_cell(data, *TOPIC)
        made = edit(again, data["digest"], set_cell(TOPIC, "断线时写的", old))
        assert (made["conflicts"], made["base"]) == ([], "")
        gone = edit(again, data["digest"], set_cell(TOPIC, "又写", old))
        assert gone["conflicts"][0]["theirs"] == "断线时写的"
    assert read_data(room).endswith("# 别处加的一行\n")


def listen(desk: OpenDesk, tab: str, heard: list[tuple[str, str]]) -> threading.Thread:
    """Write down what the tab is told, until the desk ends."""

    def run() -> None:
        with (
            contextlib.closing(desk.make_client()) as client,
            client.stream("GET", "/api/events", params={"tab": tab}, timeout=30) as stream,
        ):
            heard.append(("open", ""))
            name = ""
            for line in stream.iter_lines():
                key, _, value = line.partition(": ")
                if key == "event":
                    name = value
                elif key == "data":
                    heard.append((name, value))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def test_what_is_changed_outside_is_told_and_never_overwritten(room: Path) -> None:
    heard: list[tuple[str, str]] = []
    with start_desk(room) as desk:
        data = desk.get("/api/data")
        thread = listen(desk, "tab-of-somebody", heard)
        wait_for(lambda: heard)
        old = find_cell(data, *TOPIC)
        write_data(room, read_data(room).replace(old, "记事本里改的", 1))
        wait_for(lambda: [text for name, text in heard if name == "data" and "outside" in text])
        made = edit(desk, data["digest"], set_cell(TOPIC, "工作台里改的", old))
        assert made["conflicts"][0]["theirs"] == "记事本里改的"
        wait_for(lambda: [text for name, text in heard if name == "page"])
        wait_for(lambda: [text for name, text in heard if name == "problems"])
    thread.join(10)
    assert ("bye", "{}") in heard or not thread.is_alive()
    assert "记事本里改的" in read_data(room)


def test_a_file_that_is_no_yaml_is_told_and_left_alone(desk: OpenDesk, room: Path) -> None:
    data, good = desk.get("/api/data"), read_data(room)
    write_data(room, good + "坏了: [1, 2\n")
    told = desk.get("/api/data")
    assert told["broken"]["place"].startswith("data/2021.yaml")
    assert told["digest"] == data["digest"]
    refused = edit(desk, data["digest"], set_cell(TOPIC, "不该写进去"))
    assert (refused["ok"], refused["problem"]["code"]) == (False, told["broken"]["code"])
    assert read_data(room).endswith("坏了: [1, 2\n")
    write_data(room, good)
    assert desk.get("/api/data")["broken"] is None


def test_an_undo_after_others_have_edited_keeps_what_they_did(desk: OpenDesk, room: Path) -> None:
    data = desk.get("/api/data")
    old = find_cell(data, *TOPIC)
    edit(desk, data["digest"], set_cell(TOPIC, "甲改的", old))
    write_data(room, read_data(room) + "# 别处加的一行\n")
    undone = desk.post("/api/undo")
    assert (undone["conflicts"], find_cell(desk.get("/api/data"), *TOPIC)) == ([], old)
    assert read_data(room).endswith("# 别处加的一行\n")


def test_the_page_leads_to_its_records_and_back(desk: OpenDesk) -> None:
    page = desk.get("/api/page")
    assert page["pieces"] and page["frame"]["css"]
    assert desk.client.get("/page.css", params={"v": page["frame"]["css"]}).status_code == 200
    piece = next(each for each in page["pieces"] if each["n"])
    origin = desk.get("/api/origin", version=page["version"], piece=piece["key"], value="0")
    assert origin["ok"] and "records" in origin
    places = desk.get("/api/places", path='["会议", 0]')["values"]
    assert places and {"piece", "value"} == set(places[0])
    again = desk.get("/api/page", have=page["version"])
    assert (again["html"], again["from"]) == ({}, page["version"])


def run_action(desk: OpenDesk, name: str, body: Any = None, **more: Any) -> Any:
    """The result of a button, waited for where it takes longer."""
    if more:
        answer = desk.client.post(f"/api/do/{name}", **more).json()
    else:
        answer = desk.post(f"/api/do/{name}", body)
    if "job" not in answer:
        return answer
    job = answer["job"]
    done = wait_for(lambda: (f := desk.get("/api/job", job=job)) and not f.get("running") and f, 60)
    return done.get("result") or done


def test_the_report_is_made_fetched_and_found_in_the_history(desk: OpenDesk, room: Path) -> None:
    made = run_action(desk, "generate")
    (file,) = made["files"]
    assert made["lines"][0].startswith("已生成") or made["lines"]
    content = desk.client.get(file["url"])
    assert content.content == next((room / "output").glob("*.docx")).read_bytes()
    assert "attachment" in content.headers["content-disposition"]
    data = desk.get("/api/data")
    edit(desk, data["digest"], set_cell(TOPIC, "新的主题"))
    run_action(desk, "generate")
    versions = run_action(desk, "history")["versions"]
    assert [each["current"] for each in versions] == [True, False]
    restored = run_action(desk, "restore", {"id": versions[1]["id"]})
    assert desk.client.get(restored["files"][0]["url"]).content[:2] == b"PK"
    assert run_action(desk, "restore", {"id": "../../x"})["problem"]["code"] == "D625"


def test_what_takes_long_is_told_to_be_on_its_way(
    desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def work_long(asked: Asked) -> Outcome:
        assert ended.wait(30)
        return Outcome(["done"])

    monkeypatch.setattr(doing, "find_action", lambda name: work_long)
    monkeypatch.setattr(doing, "MOMENT", 0.01)
    monkeypatch.setattr(doing, "TICK", 0.02)
    heard: list[tuple[str, str]] = []
    listen(desk, "tab-that-waits", heard)
    wait_for(lambda: heard)
    jobs = [desk.post("/api/do/long", tab="tab-that-waits")["job"] for _ in range(2)]
    told = {True: jobs[1], False: jobs[0]}
    for waits, job in told.items():
        sign = f'{{"job":"{job}","seconds":0,"waits":{str(waits).lower()}}}'
        wait_for(lambda sign=sign: ("progress", sign) in heard)  # type: ignore[misc]
    ended.set()
    wait_for(lambda: [name for name, _ in heard].count("done") == 2)


def test_actions_that_there_are_not_are_refused(desk: OpenDesk) -> None:
    for name in ("nothing", "import_", "__class__"):
        assert desk.post(f"/api/do/{name}")["problem"]["code"] == "D619"
    for name, body, code in (
        ("open-folder", {"ledger": "会议"}, "D619"),
        ("settle", {"id": "x", "choice": "hand"}, "D619"),
        ("clean", {}, "D622"),
    ):
        assert run_action(desk, name, body)["problem"]["code"] == code


def test_the_desk_ends_when_its_last_tab_has_gone(room: Path) -> None:
    with start_desk(room, hub=Hub(farewell=0.0)) as desk:
        heard: list[tuple[str, str]] = []
        listen(desk, "tab-that-goes", heard)
        wait_for(lambda: heard)
        desk.client.post("/api/bye", params={"tab": "tab-that-goes"})
        wait_for(lambda: not desk.thread.is_alive())


def test_a_tab_that_vanished_without_a_word_is_waited_for() -> None:
    now = [0.0]
    hub = Hub(clock=lambda: now[0])
    now[0] = 60.0
    assert not hub.is_over()
    now[0] = 400.0
    assert hub.is_over()


@pytest.mark.parametrize(
    ("before", "now", "pairs"),
    [
        ([], [("甲", "1")], {}),
        ([("甲", "1"), ("乙", "2")], [("乙", "2")], {1: 0}),
        ([("甲", "1")], [("丙", "9")], {}),
        ([("甲", "1", "x")], [("甲", "2", "x")], {0: 0}),
        ([("甲", "1"), ("甲", "1")], [("甲", "1"), ("新", ""), ("甲", "1")], {0: 0, 1: 2}),
    ],
)
def test_records_are_paired_by_what_they_say(before: Any, now: Any, pairs: Any) -> None:
    assert pair_rows(before, now) == pairs


def test_texts_of_hostile_data_come_back_as_they_were_typed(desk: OpenDesk) -> None:
    hostile = "<script>alert(1)</script>\"'&{{ 7*7 }}=cmd|' /C calc'!A0"
    data = desk.get("/api/data")
    made = edit(desk, data["digest"], set_cell(TOPIC, hostile))
    assert find_cell(made, *TOPIC) == hostile
    page = desk.get("/api/page")
    assert "<script" not in "".join(page["html"].values())


def test_the_other_buttons_say_what_they_did(desk: OpenDesk, room: Path) -> None:
    compared = run_action(desk, "compare")
    assert compared["tables"][0]["rows"] or compared["problem"]["code"] == "D250"
    assert run_action(desk, "check")["lines"]
    assert run_action(desk, "review")["files"][0]["name"].endswith("（审阅稿）.docx")
    assert run_action(desk, "workbook")["files"][0]["name"].endswith(".xlsx")
    run_action(desk, "generate")
    assert run_action(desk, "clean")["files"] or True
    renewed = run_action(desk, "new")
    assert renewed["year"] == "2022"
    data = desk.get("/api/data", year="2022")
    waiting = data["carried"]
    assert waiting and {"line", "path", "name", "text", "note"} == set(waiting[0])
    answer = desk.post("/api/do/mark", {"line": waiting[0]["line"]}, year="2022")
    assert len(answer["carried"]) == len(waiting) - 1
    undone = desk.post("/api/undo", year="2022")
    assert len(undone["carried"]) == len(waiting)


def test_a_ledger_in_excel_is_shown_and_can_be_moved_into_the_data(room: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "会议"
    for row in (("日期", "类别", "主题"), ("2021-03-05", "党组会议", "表格里的会")):
        sheet.append(row)
    book.save(room / "data" / "会议台账.xlsx")
    text = read_data(room)
    start = text.index("会议:\n")
    end = text.index("\n", text.rindex("\n  - ", start, text.index("\n\n", start)) + 1)
    write_data(room, text[:start] + "会议: {台账: 会议台账.xlsx, 工作表: 会议}" + text[end:])
    before = read_data(room)
    with start_desk(room) as desk:
        ledger = find_ledger(desk.get("/api/data"), "会议")
        assert (ledger["count"], "会议台账.xlsx" in ledger["source"]) == (1, True)
        moved = run_action(desk, "import", {"ledger": "会议"})
        assert "1条" in moved["lines"][0]
        ledger = find_ledger(desk.get("/api/data"), "会议")
        assert (ledger["count"], ledger["source"]) == (1, "")
        assert desk.post("/api/undo")["ok"] and read_data(room) == before


def test_a_returned_copy_comes_in_and_its_conflict_is_settled(tmp_path: Path) -> None:
    room = small.workspace(tmp_path, "# {{ 单位 }}总结\n全体干部{{ 人数 }}人。\n")
    with start_desk(room) as desk:
        _return_copy(desk, room)


def _return_copy(desk: OpenDesk, room: Path) -> None:
    run_action(desk, "generate")
    copy = docx.Document(str(next((room / "output").glob("*.docx"))))
    next(run for p in copy.paragraphs for run in p.runs if run.text == "12").text = "15"
    copy.save(str(room / "返稿.docx"))
    data = desk.get("/api/data")
    assert edit(desk, data["digest"], set_cell(["人数"], "13", "12"))["conflicts"] == []
    files = [("files", ("王主任返稿.docx", (room / "返稿.docx").read_bytes()))]
    made = run_action(desk, "gather", files=files, data={"names": "王主任"})
    assert made["conflicts"], made
    one = made["conflicts"][0]
    settled = desk.post("/api/do/settle", {"id": one["id"], "choice": "hand"})
    assert settled["left"] == len(made["conflicts"]) - 1
    again = desk.post("/api/do/settle", {"id": one["id"], "choice": "hand"})
    assert again["problem"]["code"] == "D619"
    wrong = run_action(desk, "gather", files=[("files", ("../坏.docx", b"no"))])
    assert (wrong["problem"]["code"], ".." in wrong["problem"]["message"]) == ("D539", False)


def test_a_year_that_is_no_yaml_is_opened_and_told(room: Path) -> None:
    good = read_data(room)
    write_data(room, good + "坏了: [1, 2\n")
    with start_desk(room) as desk:
        data = desk.get("/api/data")
        assert (data["broken"]["severity"], data["ledgers"]) == ("error", [])
        assert desk.get("/api/page")["pieces"] == []
        write_data(room, good)
        data = desk.get("/api/data")
        assert data["broken"] is None and data["ledgers"]
        wait_for(lambda: desk.get("/api/page")["pieces"])
