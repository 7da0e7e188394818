"""两位领导改三轮，从头到尾。 Two leaders edit a report in three rounds, and all is gathered.

    python docs/story_hands.py 一个空文件夹

`tests/test_story_hands.py` runs it and looks at what came of it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import docx

WANG, LI = "王主任返稿.docx", "李主席返稿.docx"
ROUNDS: tuple[dict[str, dict[str, str]], ...] = (
    {
        WANG: {"走好新时代群众路线": "走好新时代党的群众路线", "更加扎实的作风": "更加务实的作风"},
        LI: {"缺什么补什么": "缺什么就补什么", "更加扎实的作风": "更加过硬的作风"},
    },
    {WANG: {"牢牢把握团结和民主两大主题": "始终牢牢把握团结和民主两大主题"}, LI: {"32": "35"}},
    {WANG: {"汇聚同心同向合力": "汇聚同心同向的合力"}, LI: {"过硬": "务实", "35": "32"}},
)
"""What each leader types in each round: the words before and after."""


def main(folder: Path) -> Path:
    """Tell the story in the folder; the report at its end."""
    office = folder / "办公室"
    _drafter("init", str(office), here=folder)
    _drafter("generate", "2021.yaml", here=office)
    report = next((office / "output").glob("*.docx"))
    for number, hands in enumerate(ROUNDS, 1):
        sent = office / f"第{number}轮.docx"
        shutil.copyfile(report, sent)
        for name, words in hands.items():
            edit(sent, office / name, words)
        _drafter("gather", *hands, here=office, fine=(0, 3))
    _drafter("status", here=office, fine=(0, 3))
    return report


def _drafter(*words: str, here: Path, fine: tuple[int, ...] = (0,)) -> None:
    print(f"\n> drafter {' '.join(words)}", flush=True)
    came = subprocess.run([sys.executable, "-m", "drafter", *words], cwd=here, check=False)
    if came.returncode not in fine:
        sys.exit(came.returncode)


def edit(sent: Path, copy: Path, words: dict[str, str]) -> None:
    """A leader's copy: words typed in place of others, in the first run that holds them."""
    document = docx.Document(str(sent))
    texts = [node for node in document.element.iter() if node.tag.endswith("}t")]
    for old, new in words.items():
        node = next(each for each in texts if old in (each.text or ""))
        node.text = node.text.replace(old, new, 1)
    document.save(str(copy))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
