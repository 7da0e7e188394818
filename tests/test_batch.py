"""Many reports at once: what is written, what is refused, what is told; and breaking off."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import drafter
from drafter import Outcome
from drafter.cli import batch as printing
from drafter.commands.batch import tasks as work
from drafter.workspace import open_workspace
from pictures import png
from small import DATA, SCHEMA, members, workspace

TEMPLATE = "{{ 单位 }}共{{ 会议|数量 }}次会议，{{ 人数 }}人。"


def named(office: Path, *names: str, template: str | bytes = TEMPLATE) -> list[Path]:
    """A workspace with a data file for each unit of that name."""
    workspace(office, template)
    paths = [office / "data" / f"{name}.yaml" for name in names]
    for path in paths:
        text = DATA.replace("单位: 甲单位", f"单位: {path.stem}")
        path.write_text(text, encoding="utf-8")
    return paths


def statuses(outcomes: Sequence[Outcome]) -> list[str]:
    return [outcome.status for outcome in outcomes]


def codes(outcome: Outcome) -> list[str]:
    return [found.code for found in outcome.problems]


def reports(office: Path) -> list[str]:
    return sorted(path.name for path in (office / "output").iterdir())


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_input_gets_its_report_in_the_order_given(tmp_path: Path, jobs: int) -> None:
    paths = named(tmp_path, "丙", "乙", "甲")
    outcomes = drafter.generate_many(paths, here=tmp_path, jobs=jobs)

    assert [outcome.name for outcome in outcomes] == [f"data/{name}.yaml" for name in "丙乙甲"]
    assert statuses(outcomes) == ["written"] * 3
    assert [outcome.path and outcome.path.name for outcome in outcomes] == [
        "丙总结.docx", "乙总结.docx", "甲总结.docx",
    ]  # fmt: skip
    assert reports(tmp_path) == sorted(f"{name}总结.docx" for name in "丙乙甲")


def test_a_batch_writes_the_same_bytes_as_one_run_each(tmp_path: Path) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    for office in (one, many):
        named(office, "甲", "乙")
    for name in ("甲", "乙"):
        drafter.generate(name, here=one)
    drafter.generate_many(["甲", "乙"], here=many, jobs=2)

    for name in reports(one):
        assert (one / "output" / name).read_bytes() == (many / "output" / name).read_bytes()


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_bad_input_does_not_stop_the_rest(tmp_path: Path, jobs: int) -> None:
    paths = named(tmp_path, "甲", "乙", "丙")
    paths[1].write_text("模板: x\n单位: 乙\n人数: 十二\n", encoding="utf-8")
    outcomes = drafter.generate_many([*paths, "没有.yaml"], here=tmp_path, jobs=jobs)

    assert statuses(outcomes) == ["written", "failed", "written", "failed"]
    assert codes(outcomes[1]) == ["D203"] and codes(outcomes[3]) == ["D101"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_two_reports_with_one_name_the_earlier_input_is_written(
    tmp_path: Path, jobs: int
) -> None:
    paths = named(tmp_path, "甲", "乙", "丙", "丁")
    same = DATA.replace("单位: 甲单位", "单位: 甲").replace("人数: 12", "人数: 13")
    paths[3].write_text(same, encoding="utf-8")
    outcomes = drafter.generate_many(paths, here=tmp_path, jobs=jobs)

    assert statuses(outcomes) == ["written"] * 3 + ["failed"]
    assert codes(outcomes[3]) == ["D515"]
    assert "data/甲.yaml" in outcomes[3].problems[0].message()
    again = drafter.generate_many(reversed(paths), here=tmp_path, jobs=jobs, overwrite=True)
    assert statuses(again) == ["replaced", "unchanged", "unchanged", "failed"]


def test_names_that_differ_only_in_capitals_are_one_name(tmp_path: Path) -> None:
    outcomes = drafter.generate_many(named(tmp_path, "a", "b", "A局", "a局"), here=tmp_path)

    assert statuses(outcomes) == ["written", "written", "written", "failed"]


def test_a_pattern_that_no_shell_expanded_is_expanded(tmp_path: Path) -> None:
    named(tmp_path, "单位1", "单位2")

    for pattern in ("data/单*.yaml", "单*.yaml", str(tmp_path / "data" / "单位?.yaml")):
        found = drafter.generate_many([pattern], here=tmp_path)
        assert [outcome.name for outcome in found] == ["data/单位1.yaml", "data/单位2.yaml"]
    [none] = drafter.generate_many(["无*.yaml"], here=tmp_path)
    assert codes(none) == ["D101"]


def test_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    named(tmp_path, "甲", "乙")
    found = drafter.generate_many(["甲", "data/甲.yaml", "乙.yaml", "data/*.yaml"], here=tmp_path)

    names = [outcome.name for outcome in found]
    assert names == ["data/甲.yaml", "data/乙.yaml", "data/2021.yaml"]


def test_a_folder_is_no_input(tmp_path: Path) -> None:
    named(tmp_path, "甲")
    outcomes = drafter.generate_many(["data", "甲"], here=tmp_path)

    assert statuses(outcomes) == ["failed", "written"] and codes(outcomes[0]) == ["D103"]


def test_the_output_is_a_folder_that_need_not_be_there(tmp_path: Path) -> None:
    paths = named(tmp_path, "甲", "乙")
    drafter.generate_many(paths, output="送审v1.0", here=tmp_path)

    assert sorted(path.name for path in (tmp_path / "送审v1.0").iterdir()) == [
        "乙总结.docx", "甲总结.docx",
    ]  # fmt: skip
    with pytest.raises(drafter.DrafterError) as refused:
        drafter.generate_many(paths, output="一份.docx", here=tmp_path)
    assert refused.value.status == 2 and refused.value.problems[0].code == "D516"


def test_reports_are_not_written_among_the_data(tmp_path: Path) -> None:
    outcomes = drafter.generate_many(named(tmp_path, "甲", "乙"), output="data", here=tmp_path)

    assert [codes(outcome) for outcome in outcomes] == [["D514"], ["D514"]]


def test_no_inputs_make_no_reports(tmp_path: Path) -> None:
    named(tmp_path)
    assert drafter.generate_many([], here=tmp_path, jobs=2) == ()


def test_each_outcome_is_told_as_it_comes(tmp_path: Path) -> None:
    told: list[tuple[Outcome, int]] = []
    outcomes = drafter.generate_many(
        named(tmp_path, "甲", "乙"), here=tmp_path, told=lambda *each: told.append(each)
    )

    assert told == [(outcome, 2) for outcome in outcomes]
    assert all(outcome.seconds > 0 for outcome in outcomes)


def test_resume_skips_what_is_there_from_the_same_inputs(tmp_path: Path) -> None:
    paths = named(tmp_path, "甲", "乙", "丙")
    drafter.generate_many(paths[:2], here=tmp_path)
    stood = (tmp_path / "output/甲总结.docx").stat().st_mtime_ns

    def again(**given: Any) -> list[str]:
        return statuses(drafter.generate_many(paths, here=tmp_path, resume=True, **given))

    assert again() == ["skipped", "skipped", "written"]
    assert again(jobs=2) == ["skipped"] * 3
    assert (tmp_path / "output/甲总结.docx").stat().st_mtime_ns == stood
    assert again(final=True) == ["unchanged"] * 3
    assert again(output="别处") == ["written"] * 3
    paths[1].write_text(paths[1].read_text("utf-8") + "备注: 新\n", encoding="utf-8")
    assert again()[1] in ("unchanged", "replaced")
    schema = tmp_path / "templates/x/schema.yaml"
    schema.write_text(SCHEMA + "# 改了\n", encoding="utf-8")
    assert "skipped" not in again()


def test_resume_makes_anew_what_is_gone_and_leaves_what_was_edited(tmp_path: Path) -> None:
    paths = named(tmp_path, "甲", "乙", "丙")
    drafter.generate_many(paths, here=tmp_path)
    (tmp_path / "output/甲总结.docx").unlink()
    edited = tmp_path / "output/乙总结.docx"
    edited.write_bytes(edited.read_bytes() + b"by hand")
    outcomes = drafter.generate_many(paths, here=tmp_path, resume=True)

    assert statuses(outcomes) == ["written", "kept", "skipped"]
    assert edited.read_bytes().endswith(b"by hand")


def test_resume_goes_on_where_a_file_is_missing_or_a_record_damaged(tmp_path: Path) -> None:
    paths = named(tmp_path, "甲", "乙")
    drafter.generate("2021", here=tmp_path)
    drafter.generate_many(paths, here=tmp_path)
    [record] = (tmp_path / ".drafter/reports").glob("甲总结-*/record.json")
    record.write_text(record.read_text("utf-8").replace('"template"', '"x"'), encoding="utf-8")
    outcomes = drafter.generate_many([*paths, "没有"], here=tmp_path, resume=True)

    assert statuses(outcomes) == ["unchanged", "skipped", "failed"]


def test_resume_sees_a_changed_picture(tmp_path: Path) -> None:
    named(tmp_path, template="{{ 照片|图片(20) }}")
    picture = tmp_path / "data" / "照.png"
    picture.write_bytes(png())
    path = tmp_path / "data" / "2021.yaml"
    path.write_text(f"{DATA}照片: 照.png\n", encoding="utf-8")

    def again() -> list[str]:
        return statuses(drafter.generate_many([path], here=tmp_path, resume=True))

    assert [again(), again()] == [["written"], ["skipped"]]
    picture.write_bytes(png(4))
    assert again() == ["replaced"]


def test_a_name_that_is_skipped_is_taken(tmp_path: Path) -> None:
    paths = named(tmp_path, "甲", "乙")
    drafter.generate_many(paths, here=tmp_path)
    paths[1].write_text(DATA.replace("单位: 甲单位", "单位: 甲"), encoding="utf-8")
    outcomes = drafter.generate_many(paths, here=tmp_path, resume=True)

    assert statuses(outcomes) == ["skipped", "failed"] and codes(outcomes[1]) == ["D515"]


def test_why_asks_the_last_report_of_the_batch(tmp_path: Path) -> None:
    named(tmp_path, "甲", "乙")
    drafter.generate_many(["甲", "乙"], here=tmp_path)

    assert drafter.why("4", here=tmp_path)[0].origins[0].file == "data/乙.yaml"


class Threads(ThreadPoolExecutor):
    """An executor of somebody else's, that pickles what it is given as if it sent it away."""

    sent = 0

    def submit(self, call: Callable[..., Any], /, *given: Any, **more: Any) -> Future[Any]:
        packed = pickle.dumps((call, given))
        self.sent += 1
        return super().submit(lambda: pickle.loads(pickle.dumps(_call(packed))))


def _call(packed: bytes) -> Any:
    call, given = pickle.loads(packed)
    return call(*given)


def test_any_executor_may_do_the_work(tmp_path: Path) -> None:
    with Threads(2) as executor:
        paths = named(tmp_path, *(f"单位{n}" for n in range(20)))
        outcomes = drafter.generate_many(paths, here=tmp_path, executor=executor)
        assert executor.sent > 1
        assert statuses(outcomes) == ["written"] * 20
        assert executor.submit(sum, [1, 2]).result() == 3  # it is left open


class Dying(Executor):
    """An executor whose worker dies of one input."""

    def submit(self, call: Callable[..., Any], /, *given: Any, **more: Any) -> Future[Any]:
        future: Future[Any] = Future()
        settings, tasks = given
        if any(task.data.stem == "丙" for task in tasks):
            future.set_exception(MemoryError("worker"))
        else:
            future.set_result(call(settings, tasks))
        return future


def test_an_input_that_kills_its_worker_fails_alone(tmp_path: Path) -> None:
    paths = named(tmp_path, *"甲乙丙丁戊己庚辛壬癸")
    outcomes = drafter.generate_many(paths, here=tmp_path, executor=Dying())

    assert statuses(outcomes) == ["written"] * 2 + ["failed"] + ["written"] * 7
    assert codes(outcomes[2]) == ["D517"]


def test_a_process_that_dies_takes_only_its_input_with_it(tmp_path: Path) -> None:
    named(tmp_path, *(f"单位{n}" for n in range(24)))
    script = tmp_path / "batch.py"
    script.write_text(DEADLY, encoding="utf-8")
    assert python(script).stdout == "['data/单位7.yaml'] 24\n"


DEADLY = """
import os
import drafter
from drafter.commands.batch import tasks as work
made = work.make_draft
def draft(data, *given, **more):
    if data.stem == "单位7":
        os._exit(9)
    return made(data, *given, **more)
work.make_draft = draft
if __name__ == "__main__":
    found = drafter.generate_many(["单位*"], jobs=2)
    print([o.name for o in found if o.status != "written"], len(found))
"""


def python(script: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, encoding="utf-8",
        cwd=script.parent, env={**os.environ, "PYTHONIOENCODING": "utf-8"}, timeout=120,
        check=True,
    )  # fmt: skip


def test_a_fault_of_drafter_is_one_inputs_misfortune(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = work.make_draft

    def draft(data: Path, *given: Any, **more: Any) -> Any:
        if data.stem == "乙":
            raise MemoryError("too large")
        return made(data, *given, **more)

    monkeypatch.setattr(work, "make_draft", draft)
    outcomes = drafter.generate_many(named(tmp_path, "甲", "乙", "丙"), here=tmp_path)

    assert statuses(outcomes) == ["written", "failed", "written"]
    assert codes(outcomes[1]) == ["D517"] and "MemoryError" in outcomes[1].problems[0].message()


def test_what_a_worker_hands_back_is_small(tmp_path: Path) -> None:
    paths = named(tmp_path, "甲")
    settings = work.BatchSettings(open_workspace(tmp_path), None, False, "")
    [made] = work.make_reports(settings, [work.Task(paths[0])])

    assert made.sealed is not None
    assert len(pickle.dumps(made)) < len(made.sealed.data) + 2000


def test_breaking_off_leaves_whole_reports_and_says_how_to_go_on(tmp_path: Path) -> None:
    named(tmp_path, *(f"单位{n:03}" for n in range(300)))
    # What a shell starts in the background inherits that it is deaf to Ctrl-C.
    hearing = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{hearing}\nfrom drafter.cli import main; main()"
    command = [sys.executable, "-c", code, "generate", "单位*.yaml", "-j", "2"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    _until(lambda: len(list((tmp_path / "output").iterdir())) > 5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    done = list((tmp_path / "output").iterdir())
    assert process.returncode == 130 and 5 < len(done) < 300
    assert "--resume" in err and str(len(done)) in err and "Traceback" not in err
    assert all("word/document.xml" in members(path.read_bytes()) for path in done)
    assert list(tmp_path.rglob(".drafter-*")) == []
    left = drafter.generate_many(["单位*.yaml"], here=tmp_path, resume=True)
    assert statuses(left) == ["skipped"] * len(done) + ["written"] * (300 - len(done))


def _until(come: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not come():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_the_command_sums_up_and_lists_what_failed_last(
    tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = named(tmp_path, "甲", "乙", "丙")
    paths[1].write_text("模板: x\n单位: 乙\n人数: 十二\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = run("generate", "甲.yaml", "乙.yaml", "丙.yaml")

    assert ran.code == 1
    assert ran.out.startswith("共3份：新写2、失败1。用时")
    assert ran.err.startswith("失败  data/乙.yaml  D203 「人数」要填数字，这里是「十二」（data/乙")
    assert "--resume" in ran.err and "\r" not in ran.err
    assert run("generate", "甲.yaml", "丙.yaml", "--resume").out.startswith("共2份：跳过2。")
    assert run("generate", "甲.yaml", "丙.yaml", "--lang", "en").out.startswith("2 in all: 2 unch")


def test_a_decision_that_is_needed_is_exit_3_unless_something_failed(
    tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(tmp_path, "甲", "乙")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "output/甲总结.docx").write_bytes(b"mine")
    ran = run("generate", "甲", "乙")

    assert ran.code == 3 and "待定  data/甲.yaml  D501" in ran.err and "--overwrite" in ran.err
    assert run("generate", "甲", "乙", "没有").code == 1
    ran = run("generate", "甲", "乙", "--overwrite")
    assert ran.code == 0 and "备份" in ran.out


def test_gaps_and_warnings_are_counted(
    tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = named(tmp_path, "甲", "乙", "丙")
    gap = paths[0].read_text("utf-8").replace("主题: 学习一, ", "")
    paths[0].write_text(gap, encoding="utf-8")
    paths[1].write_text(paths[1].read_text("utf-8") + "备注: 无\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = run("generate", "甲", "乙", "丙")

    assert ran.code == 0
    assert "1份是草稿" in ran.out and "1份带着提醒" in ran.out


def test_json_of_a_batch_is_one_document(
    tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(tmp_path, "甲", "乙")
    monkeypatch.chdir(tmp_path)
    ran = run("generate", "甲", "乙", "没有", "--format", "json")
    document = json.loads(ran.out)

    assert ran.code == 1 and ran.err == ""
    assert document["status"] == "done"
    assert document["totals"]["written"] == 2 and document["totals"]["failed"] == 1
    assert [each["status"] for each in document["outcomes"]] == ["written", "written", "failed"]
    assert document["outcomes"][2]["problems"][0]["code"] == "D101"


def test_one_input_is_told_as_ever(
    tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(tmp_path, "甲")
    monkeypatch.chdir(tmp_path)

    assert run("generate", "甲*.yaml", "-j", "2", "--resume").out == "已生成：output/甲总结.docx\n"
    assert run("generate", "甲", "data/甲.yaml", "-o", "别.docx").out == "已生成：别.docx\n"


@pytest.mark.parametrize("jobs", ["0", "-1", "zwei"])
def test_a_number_of_processes_that_is_none_is_wrong_usage(
    office: Path, run: Any, jobs: str
) -> None:
    assert run("generate", "2021.yaml", "--jobs", jobs).code == 2


def test_the_bar_shows_rate_and_time_left_and_fits_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printing, "_terminal_width", lambda: 60)
    bar = printing.ProgressBar("zh")
    bar.worked = 50
    line = bar.line(50, 200, "一个名称很长很长很长很长很长很长的单位.yaml", 10.0)

    assert line.startswith("[#####...............] 50/200  每秒5.0份  还要30秒  一个")
    assert len(line) < 60 and printing.count_columns(line) <= 59
    assert "2分30秒" in bar.line(50, 800, "x", 10.0)


def test_the_time_left_is_not_foretold_from_the_first_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([4.0, 4.05, 4.1, 4.5])
    monkeypatch.setattr(printing.time, "monotonic", lambda: next(clock))
    bar = printing.ProgressBar("zh")
    bar.begin()
    for done in range(1, 5):
        bar.drawn = 0.0
        bar.draw(done, 64, "甲", skipped=False)
    lines = [line.strip() for line in capsys.readouterr().err.split("\r")[1:]]

    assert lines[0] == "正在准备……"
    assert all("还要" not in line and f"{n}/64" in line for n, line in enumerate(lines[1:4], 1))
    assert "每秒6.0份  还要10秒" in lines[4]


def test_the_bar_is_drawn_only_where_somebody_sees_it(
    tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(tmp_path, "甲", "乙")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    ran = run("generate", "甲", "乙")

    assert "\r[" in ran.err and "2/2" in ran.err and ran.err.rstrip(" ").endswith("\r")
    assert ran.out.startswith("共2份")
