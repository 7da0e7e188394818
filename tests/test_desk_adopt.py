"""Last year's report at the desk: its figures are shown, named, and become a template."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desks import browser, chromium, start_desk, wait_for
from small import workspace
from test_adopt import make_report
from test_desk_keeper import DATA, wait_for_job

__all__ = ["browser", "chromium"]


def test_a_report_that_is_sent_becomes_a_template_as_was_chosen(tmp_path: Path) -> None:
    workspace(tmp_path, "{{ 单位 }}", data=DATA)
    with start_desk(tmp_path) as desk:
        files = {"files": ("../去年.docx", make_report())}
        answer = desk.client.post("/api/do/adopt?year=2021", files=files).json()
        found = wait_for_job(desk, answer)
        figures = {each["value"]: each for each in found["figures"]}
        assert figures["31"]["sentence"][1] == "31" and figures["31"]["choice"] == "留"
        assert not (tmp_path / "templates" / found["template"]).exists()
        choices = [
            {"number": figures["31"]["number"], "name": "办结提案", "choice": "留"},
            {"number": figures["200余"]["number"], "name": "", "choice": "固定"},
        ]
        body = {"report": found["report"], "template": "年终报告", "choices": choices}
        made = wait_for_job(desk, desk.post("/api/do/adopt-write", body, year="2021"))
        assert made["year"] == "2020" and made["lines"]
        data = (tmp_path / "data" / "2020.yaml").read_text(encoding="utf-8")
        assert "办结提案: 31" in data and "走访企业:" not in data
        assert (tmp_path / "templates" / "年终报告" / "template.docx").is_file()
        stolen = desk.post("/api/do/adopt-write", {"report": "../../data/2021"}, year="2021")
        assert wait_for_job(desk, stolen)["problem"]["code"] == "D619"


@pytest.mark.xdist_group("browser")
def test_a_keeper_looks_over_what_was_found(browser: Any, tmp_path: Path) -> None:
    workspace(tmp_path, "{{ 单位 }}", data=DATA)
    (tmp_path / "去年.docx").write_bytes(make_report())
    run = browser.execute_script
    with start_desk(tmp_path) as desk:
        browser.get(desk.running.make_address())
        wait_for(lambda: run("return document.body && document.body.dataset.ready"))
        run("document.querySelector('[data-do=adopt]').click()")
        browser.find_element("id", "adopt-file").send_keys(str(tmp_path / "去年.docx"))
        wait_for(lambda: run("return document.querySelectorAll('.found mark').length > 5"))
        run("document.querySelector('[aria-label=\"名字 31\"]').value = '办结提案'")
        run("document.querySelector('#panel .strong').click()")
        wait_for(lambda: (tmp_path / "data" / "2020.yaml").is_file())
        wait_for(lambda: run("return !!document.querySelector('#panel a.strong')"))
        assert "办结提案: 31" in (tmp_path / "data" / "2020.yaml").read_text(encoding="utf-8")
