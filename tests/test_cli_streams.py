"""The command line where output takes no more, and where the system lets nothing be read."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path

import pytest

from drafter.cli import main

REPORT = "output/区政协办公室2021年统战工作总结.docx"


class Broken(io.StringIO):
    """A stream that takes nothing: at once, or when it is flushed."""

    def __init__(self, code: int, at: str) -> None:
        super().__init__()
        self.code, self.at = code, at

    def write(self, text: str) -> int:
        if self.at == "write":
            raise OSError(self.code, os.strerror(self.code))
        return super().write(text)

    def flush(self) -> None:
        if self.at == "flush":
            raise OSError(self.code, os.strerror(self.code))


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch):
    def call(*words: str, out: io.StringIO | None = None) -> tuple[object, str]:
        errors = io.StringIO()
        monkeypatch.setattr(sys, "stdout", out or io.StringIO())
        monkeypatch.setattr(sys, "stderr", errors)
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        return ended.value.code, errors.getvalue()

    return call


@pytest.mark.parametrize("at", ["write", "flush"])
@pytest.mark.parametrize(("code", "words"), [(errno.ENOSPC, "写不出去"), (errno.EPIPE, "已经关了")])
def test_what_output_does_not_take_is_said_with_the_truth_about_the_report(
    office: Path, call, at: str, code: int, words: str
):
    status, said = call("generate", "2021.yaml", out=Broken(code, at))
    assert status == 1
    assert words in said
    assert f"已生成：{REPORT}" in said
    assert (office / REPORT).is_file()


@pytest.mark.parametrize("words", [("--version",), ("--help",), ("rule",), ("check", "2021.yaml")])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EPIPE])
def test_no_command_takes_a_closed_output_for_a_fault_of_its_own(
    office: Path, call, words: tuple[str, ...], code: int
):
    status, said = call(*words, out=Broken(code, "flush"))
    assert status == 1
    assert "内部出错" not in said
    assert "Traceback" not in said


def test_where_nobody_hears_of_problems_the_exit_code_says_so(
    office: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "stderr", Broken(errno.ENOSPC, "write"))
    with pytest.raises(SystemExit) as ended:
        main(["generate", "1999.yaml"])
    assert ended.value.code == 1


def test_a_folder_that_is_gone_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call):
    def gone() -> Path:
        raise FileNotFoundError(errno.ENOENT, "gone")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "cwd", gone)
        status, said = call("generate", "2021.yaml")
    assert status == 2
    assert "已经被删掉" in said


def test_a_link_to_itself_is_no_fault_of_drafters(office: Path, call):
    (office / "data" / "圈.yaml").symlink_to("圈.yaml")
    status, said = call("generate", "圈.yaml")
    assert status == 1
    assert "D104" in said
    (office / "圈").symlink_to("圈")
    status, said = call("generate", "2021.yaml", "-o", "圈/报告.docx")
    assert status == 1
    assert "D504" in said or "D505" in said


def test_a_folder_that_may_not_be_read_is_named_with_the_reason(
    office: Path, monkeypatch: pytest.MonkeyPatch, call
):
    scan = os.scandir

    def deny(path: str | Path = ".") -> object:
        if Path(path).name == "templates":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", deny)
    status, said = call("generate", "2021.yaml")
    assert status == 1
    assert "templates」：没有读写的权限" in said


def test_a_memory_that_may_not_be_written_is_named_and_the_report_not_made(
    office: Path, monkeypatch: pytest.MonkeyPatch, call
):
    opened = Path.open

    def deny(path: Path, *more: object, **others: object) -> object:
        if ".drafter" in path.parts and more:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *more, **others)

    monkeypatch.setattr(Path, "open", deny)
    status, said = call("generate", "2021.yaml")
    assert status == 1
    assert "--> .drafter" in said
    assert not (office / REPORT).exists()


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (RuntimeError("甲"), "程序内部出错：RuntimeError: 甲。出错之前已经写好"),
        (KeyboardInterrupt(), "已停止。停下之前已经写好"),
        (OSError(errno.EIO, "x", "甲.txt"), "出错之前已经写好"),
    ],
)  # fmt: skip
def test_a_command_that_breaks_off_says_what_it_had_written(
    fault: BaseException, says: str, office: Path, call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("drafter.cli.results.print_result", fail)
    _, errors = call("generate", "2021.yaml")
    assert says in errors and REPORT in errors and "没有写文件" not in errors
    monkeypatch.setattr("drafter.output.write.hold_lock", fail)
    _, errors = call("generate", "2021.yaml")
    assert "已经写好" not in errors


def test_an_init_that_breaks_off_leaves_nothing(
    tmp_path: Path, call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        assert (tmp_path / "甲" / "templates").is_dir()
        raise KeyboardInterrupt

    monkeypatch.setattr("shutil.copyfile", stop)
    monkeypatch.chdir(tmp_path)
    code, errors = call("init", "甲")
    assert (code, "没有写文件" in errors, list(tmp_path.iterdir())) == (130, True, [])
