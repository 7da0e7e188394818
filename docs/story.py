"""改过的报告再生成，从头到尾。 A report is generated, edited by hand, and generated again.

    python docs/story.py 一个空文件夹

It makes a workspace and the report of 2021, edits the report as people do in Word (three sentences
reworded, a paragraph deleted, one added, a phrase in bold, a figure changed, two sections swapped),
saves it through LibreOffice where that is installed, adds a proposal to the data, takes a meeting
out, and generates again. `tests/test_story.py` runs it and looks at what came of it.
"""

from __future__ import annotations

import copy
import shutil
import subprocess
import sys
from pathlib import Path

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph
from docx.text.run import Run

REWORDED = {
    "走好新时代群众路线": "走好新时代党的群众路线",
    "更加扎实的作风": "更加务实的作风",
    "缺什么补什么": "缺什么就补什么",
}
DELETED = "坚持党的领导不动摇"
ADDED = "这一年的工作得到了各界人士的充分肯定。"
BOLD = "牢牢把握团结和民主两大主题"
FIGURE, BY_HAND = "32", "35"
FIRST, SECOND = "深化港澳联谊", "密切党派合作"
PROPOSAL = (
    "  - {编号: 第14号, 案由: 关于加强农村饮水安全管理的提案, 提案者: 委员, "
    "督办领导: 区委常委、区纪委书记, 承办单位: 区水利局, 办理结果: 已解决, 满意度: 满意}"
)
BEFORE_PROPOSAL, MEETING = "编号: 第15号", "2021-06-10, 类别: 理论学习中心组"


def main(folder: Path) -> Path:
    """Tell the story in the folder; the report at its end."""
    office = folder / "办公室"
    _drafter("init", str(office), here=folder)
    _drafter("generate", "2021.yaml", here=office)
    report = next((office / "output").glob("*.docx"))
    edit(report)
    save_by_libreoffice(report)
    change_data(office / "data" / "2021.yaml")
    _drafter("status", here=office, fine=(0, 3))
    _drafter("generate", "2021.yaml", here=office, fine=(0, 3))
    return report


def _drafter(*words: str, here: Path, fine: tuple[int, ...] = (0,)) -> None:
    print(f"\n> drafter {' '.join(words)}", flush=True)
    came = subprocess.run([sys.executable, "-m", "drafter", *words], cwd=here, check=False)
    if came.returncode not in fine:
        sys.exit(came.returncode)


def edit(report: Path) -> None:
    """What leaders do to a report."""
    document = docx.Document(str(report))
    for old, new in REWORDED.items():
        run = _run(document, old)
        run.text = run.text.replace(old, new)
    _bold(_run(document, BOLD), BOLD)
    figure = _figure(document)
    figure.text = BY_HAND
    _swap(document)
    deleted = _paragraph(document, DELETED)
    deleted.insert_paragraph_before(ADDED)
    deleted._p.getparent().remove(deleted._p)
    document.save(str(report))


def _paragraph(document: Document, words: str) -> Paragraph:
    return next(each for each in document.paragraphs if words in each.text)


def _run(document: Document, words: str) -> Run:
    return next(run for each in document.paragraphs for run in each.runs if words in run.text)


def _figure(document: Document) -> Run:
    """The number of proposals, where the report first tells it."""
    runs = (run for each in document.paragraphs if "督办" in each.text for run in each.runs)
    return next(run for run in runs if run.text == FIGURE)


def _bold(run: Run, words: str) -> None:
    """Set the words in bold, cutting the run in three."""
    before, after = run.text.split(words)
    middle, tail = copy.deepcopy(run._r), copy.deepcopy(run._r)
    run._r.addnext(middle)
    middle.addnext(tail)
    run.text = before
    parts = Run(middle, run._parent), Run(tail, run._parent)
    parts[0].text, parts[1].text = words, after
    parts[0].bold = True


def _swap(document: Document) -> None:
    """Put the second of two neighbouring sections before the first."""
    first, second = (_paragraph(document, words)._p for words in (FIRST, SECOND))
    moving = [second]
    for following in second.itersiblings():
        if following.style == second.style:
            break
        moving.append(following)
    for each in moving:
        first.addprevious(each)


def save_by_libreoffice(report: Path) -> None:
    """Load and save the report by another program, as happens in every office."""
    office = shutil.which("soffice")
    if office is None:
        return
    folder = report.parent.parent / "libreoffice"
    subprocess.run(
        [
            office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(report),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    shutil.copyfile(folder / report.name, report)
    shutil.rmtree(folder)


def change_data(data: Path) -> None:
    """One proposal more, one meeting less."""
    lines = [each for each in data.read_text(encoding="utf-8").split("\n") if MEETING not in each]
    at = next(n for n, each in enumerate(lines) if BEFORE_PROPOSAL in each)
    lines.insert(at, PROPOSAL)
    data.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
