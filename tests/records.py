"""A small office whose records a judge knows by a word of their own, changed by data and hands.

The judge looks at pages, and shares nothing with the code that pairs records: whatever becomes of
a record's number, date, order or wording, its own word stays in it.
"""

from __future__ import annotations

import functools
import itertools
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from drafter import engine, ledger, output, source
from drafter import template as templates
from drafter.engine import CompiledTemplate, Draft
from drafter.output import Account
from drafter.update.identities import Sources, pack_draft, pack_sources, unpack_sources
from drafter.update.updater import merge_versions
from drafter.word.changes.comments import AUTHOR, read_all
from drafter.word.package.archive import DOCUMENT, write_zip
from drafter.word.text import blocks
from drafter.word.xml import (
    Element,
    get_parent,
    make_element,
    parse,
    remove_node,
    set_text,
    w,
    write,
)
from notation import docx
from revised import accepted, opened, pages, rejected

_SYLLABLES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_P, _R, _T, _TR, _TBL = w("p"), w("r"), w("t"), w("tr"), w("tbl")
_LEADER = "王主任"
_RESULTS = ("已采纳", "已办理", "正在办理")
_OFFICES = ("区水利局", "区教育局", "区民政局")

SECTIONS = {
    "会": """## {0}会议情况
{1}召开会议{{{{ 会议|数量 }}}}次。
{{%p for m in 会议 %}}
{{{{ m.日期 }}}}，{2}{{{{ m.主题 }}}}，参加{{{{ m.人数 }}}}人。
{{%p endfor %}}
""",
    "提": """## {0}提案情况
{1}收到提案{{{{ 提案|数量 }}}}件，其中已采纳{{{{ 提案|筛选(结果="已采纳")|数量 }}}}件。
| 序号 | 编号 | 案由 | 单位 | 结果 |
|tr {{%tr for p in 提案 %}}|
| {{{{ loop.index }}}} | {{{{ p.编号 }}}} | {{{{ p.案由 }}}} | {{{{ p.单位 }}}} | {{{{ p.结果 }}}} |
|tr {{%tr endfor %}}|
""",
    "组": """## {0}承办情况
{1}承办单位如下。
{{%p for 名称, 数 in 提案|分组("单位") %}}
{{{{ 名称 }}}}承办{{{{ 数 }}}}件：
{{%p for p in 提案|筛选(单位=名称) %}}
{2}{{{{ p.案由 }}}}，结果是{{{{ p.结果 }}}}。
{{%p endfor %}}
{{%p endfor %}}
""",
}
_WORDINGS = (
    ("", "全年", "研究了"),
    ("", "一年来，共", "会上研究了"),
    ("", "截至年底，", "专题研究"),
)
_SCHEMA = """
$schema: https://json-schema.org/draft/2020-12/schema
title: 测试
x-title: "总结"
type: object
properties:
  模板: {type: string}
  会议: {type: array, x-unit: 次, items: {type: object, properties:
    {日期: {type: string, x-kind: date}, 主题: {type: string}, 人数: {type: integer}}}}
  提案: {type: array, x-unit: 件, UNIQUE items: {type: object, properties:
    {编号: {type: string}, 案由: {type: string}, 单位: {type: string}, 结果: {type: string}}}}
"""


@dataclass(frozen=True)
class Entry:
    """A record: the word that it is known by, and what its fields say."""

    word: str
    fields: tuple[tuple[str, str], ...]

    def put(self, **fields: str) -> Entry:
        return replace(self, fields=tuple({**dict(self.fields), **fields}.items()))


@dataclass
class World:
    """The data of a year and its template. keyed: the schema says what is unique."""

    draw: random.Random
    keyed: bool
    ledgers: dict[str, list[Entry]] = field(default_factory=dict)
    order: list[str] = field(default_factory=lambda: list(SECTIONS))
    wordings: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SECTIONS, 0))
    made: int = 0
    numbers: int = 0
    touched: set[str] = field(default_factory=set)

    def word(self) -> str:
        """A word that stands nowhere else."""
        self.made += 1
        number = self.made * 7 + 500
        letters = ""
        while number:
            number, digit = divmod(number, len(_SYLLABLES))
            letters += _SYLLABLES[digit]
        return letters

    def entry(self, ledger_name: str) -> Entry:
        word, draw = self.word(), self.draw
        if ledger_name == "会议":
            topic, number = f"{word}街道治理的有关问题", str(draw.randrange(3, 90))
            return Entry(word, (("日期", _date(draw)), ("主题", topic), ("人数", number)))
        self.numbers += 1
        number, title = f"第{self.numbers}号", f"关于加强{word}工作的提案"
        office, result = draw.choice(_OFFICES), draw.choice(_RESULTS)
        return Entry(word, (("编号", number), ("案由", title), ("单位", office), ("结果", result)))

    @property
    def template(self) -> str:
        return "# 总结\n" + "".join(
            SECTIONS[name].format(*_WORDINGS[self.wordings[name]]) for name in self.order
        )

    @property
    def schema(self) -> str:
        return _SCHEMA.replace("UNIQUE", "x-unique: [编号]," if self.keyed else "")

    @property
    def data(self) -> str:
        text = "模板: x\n"
        for name, entries in self.ledgers.items():
            text += f"{name}:{'' if entries else ' []'}\n"
            for entry in entries:
                text += "  - {" + ", ".join(f"{k}: {v}" for k, v in entry.fields) + "}\n"
        return text


def _date(draw: random.Random) -> str:
    return f"2021-{draw.randrange(1, 13):02}-{draw.randrange(1, 28):02}"


def start(seed: int) -> World:
    draw = random.Random(seed)
    world = World(draw, keyed=draw.random() < 0.4)
    world.ledgers = {
        "会议": [world.entry("会议") for _ in range(draw.randrange(1, 5))],
        "提案": [world.entry("提案") for _ in range(draw.randrange(1, 8))],
    }
    return world


def change_data(world: World, how_many: int) -> None:
    """So many changes of the data or the template; a record is changed in one way at a time."""
    world.touched = set()
    for _ in range(how_many):
        world.draw.choice(CHANGES)(world)


def _take(world: World) -> tuple[str, int] | None:
    places = [
        (name, at)
        for name, entries in world.ledgers.items()
        for at, entry in enumerate(entries)
        if entry.word not in world.touched
    ]
    if not places:
        return None
    name, at = world.draw.choice(places)
    world.touched.add(world.ledgers[name][at].word)
    return name, at


def _fresh(world: World, name: str) -> Entry:
    entry = world.entry(name)
    world.touched.add(entry.word)
    return entry


def replace_record(world: World) -> None:
    if place := _take(world):
        world.ledgers[place[0]][place[1]] = _fresh(world, place[0])


def remove_record(world: World) -> None:
    if place := _take(world):
        del world.ledgers[place[0]][place[1]]


def add_record(world: World) -> None:
    name = world.draw.choice(list(world.ledgers))
    entries = world.ledgers[name]
    entries.insert(world.draw.randrange(len(entries) + 1), _fresh(world, name))


def move_record(world: World) -> None:
    entries = world.draw.choice(list(world.ledgers.values()))
    if entries:
        entry = entries.pop(world.draw.randrange(len(entries)))
        entries.insert(world.draw.randrange(len(entries) + 1), entry)


def shuffle_records(world: World) -> None:
    world.draw.shuffle(world.draw.choice(list(world.ledgers.values())))


def renumber(world: World) -> None:
    """All numbers anew, by the order in which the records stand now."""
    entries = world.ledgers["提案"]
    if not world.touched.isdisjoint(entry.word for entry in entries):
        return
    world.touched |= {entry.word for entry in entries}
    first = world.draw.choice([1, 1, world.numbers + 1])
    entries[:] = [e.put(编号=f"第{n}号") for n, e in enumerate(entries, first)]
    world.numbers = max(world.numbers, first + len(entries))


def correct(world: World) -> None:
    """A record of another date, result or wording."""
    if not (place := _take(world)):
        return
    name, at = place
    entry, draw = world.ledgers[name][at], world.draw
    values = dict(entry.fields)
    if name == "会议":
        how = draw.choice([
            {"日期": _date(draw)}, {"人数": str(draw.randrange(3, 90))},
            {"主题": values["主题"].replace("的有关", "有关的几个")},
        ])  # fmt: skip
    else:
        how = draw.choice([
            {"结果": draw.choice(_RESULTS)}, {"单位": draw.choice(_OFFICES)},
            {"案由": values["案由"].replace("工作的", "有关工作的")},
        ])  # fmt: skip
    world.ledgers[name][at] = entry.put(**how)


def move_section(world: World) -> None:
    name = world.order.pop(world.draw.randrange(len(world.order)))
    world.order.insert(world.draw.randrange(len(world.order) + 1), name)


def reword_section(world: World) -> None:
    world.wordings[world.draw.choice(world.order)] = world.draw.randrange(len(_WORDINGS))


CHANGES = (
    replace_record, replace_record, remove_record, add_record, add_record, move_record,
    shuffle_records, renumber, correct, correct, correct, move_section, reword_section,
)  # fmt: skip


@functools.lru_cache(maxsize=64)
def _compiled(template: str, schema: str) -> CompiledTemplate:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "x"
        folder.mkdir()
        (folder / "template.docx").write_bytes(docx(template))
        (folder / "schema.yaml").write_text(schema, encoding="utf-8")
        read, found = templates.read_template(folder, "templates/x")
    assert read is not None, found
    made, found = engine.compile_template(read)
    assert made is not None, found
    return made


def drafted(world: World) -> tuple[Draft, bytes, Sources]:
    """The draft of the data as they are, the report, and what it remembers of its records."""
    made = _compiled(world.template, world.schema)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "2021.yaml"
        path.write_text(world.data, encoding="utf-8")
        document, found = source.read_data_file(path, "data/2021.yaml")
        assert document is not None, found
        loaded, found = ledger.load_ledger(document, made.template.schema, path.parent)
    assert loaded is not None, found
    draft, found = engine.render_report(made, loaded)
    assert draft is not None, found
    return draft, output.seal_report(draft), unpack_sources(pack_draft(draft))


@dataclass
class Hands:
    """What hands have done so far: words that stand in a record's block, or anywhere; records
    whose blocks they have deleted or moved, by the list, and whole lists.

    stayed, withheld: what drafter has said of blocks that stay where they stand, or stay out."""

    by_record: dict[str, tuple[str, str]] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    deleted: set[tuple[str, str]] = field(default_factory=set)
    moved: set[tuple[str, str]] = field(default_factory=set)
    emptied: set[str] = field(default_factory=set)
    stayed: str = ""
    withheld: str = ""
    used: int = 0

    def word(self) -> str:
        self.used += 1
        return f"〔人{_SYLLABLES[self.used % 22]}{_SYLLABLES[self.used // 22]}〕"


def edit_by_hand(data: bytes, world: World, hands: Hands, how_many: int) -> bytes:
    """The report after so many edits."""
    package = opened(data)
    root = parse(package.members[DOCUMENT], huge=True)
    known = {e.word for entries in world.ledgers.values() for e in entries}
    for _ in range(how_many):
        _edit_once(root[0], known, world.draw, hands)
    return write_zip(package.replace({DOCUMENT: write(root)}))


def _edit_once(body: Element, known: set[str], draw: random.Random, hands: Hands) -> None:
    found = [
        (section, word, block)
        for section, block in _sections(body)
        for word in _words_of(_said(block), known)
        if (section, word) not in hands.deleted and not _is_marked(block)
    ]
    doing = draw.choice(
        ["edit", "edit", "edit", "delete", "delete", "track", "move", "free", "all"]
    )
    if doing == "all" and draw.random() < 0.3:
        _delete_all(body, draw, hands, known)
    elif doing == "free":
        heads = [
            b
            for _, b in _sections(body)
            if b.tag == _P and re.search("[总全来止].*[会件。]", _said(b))
        ]
        if heads and (block := draw.choice(heads)) is not None and not _is_marked(block):
            _add_word(block, hands, "")
    elif found:
        section, word, block = draw.choice(found)
        if doing == "edit":
            _add_word(block, hands, word)
        elif doing in ("delete", "track") and not any(
            said in _said(block) for said in [*hands.by_record, *hands.free]
        ):
            hands.deleted.add((section, word))
            _strike(block, hands) if doing == "track" else remove_node(block)
        elif doing == "move":
            mates = [b for s, _, b in found if s == section and b.tag == block.tag]
            mate = draw.choice(mates)
            # Whether one has gone down or the other up, the page does not tell.
            first, last = sorted([mates.index(block), mates.index(mate)])
            between = "".join(map(_said, mates[first : last + 1]))
            hands.moved |= {(section, each) for each in _words_of(between, known)}
            mate.addprevious(block)


def _delete_all(body: Element, draw: random.Random, hands: Hands, known: set[str]) -> None:
    """A table, or a whole section."""
    section = draw.choice(list(SECTIONS))
    here = [block for name, block in _sections(body) if name == section]
    said = "".join(map(_said, here))
    if not here or any(word in said for word in [*hands.by_record, *hands.free]):
        return
    if any(_is_marked(block) for block in here):
        return
    tables = [t for t in body.iterchildren(_TBL) if section == "提"]
    if tables and draw.random() < 0.6:
        here = [block for block in here if block.tag == _TR]
    elif section != "提":
        hands.emptied.add(section)
    for block in here:
        hands.deleted |= {(section, word) for word in _words_of(_said(block), known)}
        holder = get_parent(block)
        remove_node(block)
        if holder.tag == _TBL and holder.find(_TR) is None:
            remove_node(holder)
    if section == "提":
        hands.emptied.add(section)


def _add_word(block: Element, hands: Hands, record: str) -> None:
    texts = [t for t in block.iter(_T) if (t.text or "").strip()]
    if texts:
        said = hands.word()
        text = texts[-1]
        set_text(text, said + (text.text or "") if hands.used % 2 else (text.text or "") + said)
        if record:
            hands.by_record[said] = (record, "row" if block.tag == _TR else "paragraph")
        else:
            hands.free.add(said)


def _strike(block: Element, hands: Hands) -> None:
    """Strike a block as Word tracks it."""
    for run in list(block.iter(_R)):
        hands.used += 1
        change = make_element("del", id=str(700_000 + hands.used), author=_LEADER)
        run.addprevious(change)
        change.append(run)
        for text in run.iter(_T):
            text.tag = w("delText")
    hands.used += 1
    mark = make_element("del", id=str(700_000 + hands.used), author=_LEADER)
    properties = block.find(w("trPr" if block.tag == _TR else "pPr"))
    if properties is None:
        properties = make_element("trPr" if block.tag == _TR else "pPr")
        block.insert(0, properties)
    if block.tag == _TR:
        properties.append(mark)
        return
    inner = properties.find(w("rPr"))
    if inner is None:
        inner = make_element("rPr")
        properties.append(inner)
    inner.insert(0, mark)


def _is_marked(block: Element) -> bool:
    """Whether a tracked change is in the block: hands leave such blocks alone."""
    return next(block.iter(w("del"), w("ins")), None) is not None


def _said(node: Element) -> str:
    return "".join(text.text or "" for text in node.iter(_T))


def _words_of(said: str, known: set[str]) -> list[str]:
    return [word for word in re.findall(f"[{_SYLLABLES}]{{2,}}", said) if word in known]


def _sections(body: Element) -> list[tuple[str, Element]]:
    """The blocks of the body, each with the section that it stands in by the headings before."""
    found, section = [], ""
    for child in body:
        said = _said(child)
        if child.tag == _P and len(said) < 30:
            for name, head in (("会", "会议情况"), ("提", "提案情况"), ("组", "承办情况")):
                section = name if head in said else section
        if child.tag == _P:
            found.append((section, child))
        elif child.tag == _TBL:
            found += [(section, row) for row in child.iterchildren(_TR)]
    return found


@dataclass(frozen=True)
class Step:
    """A merge: what was there, what came out, and what was told."""

    base: bytes
    hand: bytes
    file: bytes
    account: Account
    new: bytes
    sources: Sources


def merge(base: bytes, old: Sources, hand: bytes, made: tuple[Draft, bytes, Sources]) -> Step:
    draft, new, sources = made
    read = (blocks.read_blocks(opened(each)) for each in (base, hand, new))
    result, account, kept = merge_versions(*read, draft, "总结.docx", old, sources)
    return Step(base, hand, hand if result is None else result, account, new, kept)


Found = tuple[str, object, str]
"""A block of the page: its section, the tag of its element, what it says."""


def judge(step: Step, world: World, hands: Hands) -> Counter[str]:
    """What is wrong with a merge: lost, moved, come back, doubled, lacking, misplaced, order,
    stale, garbled, reject, told."""
    wrong: Counter[str] = Counter()
    hands.stayed += "".join(each.words for each in step.account.stayed)
    hands.withheld += "".join(each.words for each in step.account.withheld)
    after = accepted(accepted(step.file, AUTHOR))
    live = {e.word for entries in world.ledgers.values() for e in entries}
    found = _list_file(after)
    everything = "".join(said for _, _, said in found)
    for said in hands.free:
        wrong["lost"] += said not in everything
    for said, (record, _) in hands.by_record.items():
        homes = [text for _, _, text in found if said in text]
        wrong["lost"] += not homes
        wrong["moved"] += any(record not in text for text in homes)
    wrong += _judge_lists(found, world, hands, live)
    wrong += _judge_order(found, step, hands, live)
    wrong["stale"] += sum(
        word not in live and not any(record == word for record, _ in hands.by_record.values())
        for _, word, _ in _list_entries(found)
    )
    wrong["garbled"] += _count_garbled(found, step)
    wrong["reject"] += pages(rejected(step.file, AUTHOR)) != pages(rejected(step.hand, AUTHOR))
    comments = [c for c in read_all(opened(step.file)) if c.author == AUTHOR and not c.done]
    wrong["told"] += len(comments) != len(step.account.conflicts)
    return +wrong


def _count_garbled(found: Sequence[Found], step: Step) -> int:
    """The blocks in which no hand has left a word, and that the new draft has not said so."""
    printed = {text for _, _, text in _list_file(step.new)}
    said = [text for _, _, text in found if text.strip() and "〔" not in text]
    return sum(text not in printed for text in said)


def _judge_lists(
    found: Sequence[Found], world: World, hands: Hands, live: Collection[str]
) -> Counter[str]:
    """What each list has of each record: one block, in its own section, and none where a hand has
    deleted it. Nothing excuses a second one; another place must have been told, of the record or of
    all that it stands with."""
    wrong: Counter[str] = Counter()
    entries = _list_entries(found)
    number = Counter((kind, word) for kind, word, _ in entries)
    wrong["doubled"] += sum(count > 1 for count in number.values())
    wrong["come back"] += sum(each in hands.deleted for each in number)
    for kind, word, section in entries:
        company = [w for k, w, where in entries if (k, where) == (kind, section) and w != word]
        is_told = word in hands.stayed or word not in live
        is_told = is_told or (bool(company) and all(w in hands.stayed for w in company))
        wrong["misplaced"] += kind != section and not is_told and kind not in hands.emptied
    for name, kinds in (("会议", "会"), ("提案", "提组")):
        for entry in world.ledgers[name]:
            for kind in kinds:
                is_out = kind in hands.emptied and entry.word in hands.withheld
                is_out = is_out or (kind, entry.word) in hands.deleted
                wrong["lacking"] += not (number[kind, entry.word] or is_out)
    return wrong


def _judge_order(
    found: Sequence[Found], step: Step, hands: Hands, live: Collection[str]
) -> Counter[str]:
    """What no hand has moved stands in the order of the new draft, or it was told."""
    printed = _list_file(step.new)
    wrong: Counter[str] = Counter()
    for form in "会提组":
        places = {word: at for at, word in enumerate(_words_in(printed, form))}
        here = [
            word
            for word in _words_in(found, form)
            if word in live and word in places and word not in hands.stayed
        ]
        for moved in _explain_moves(form, step, hands):
            if _is_ascending([places[word] for word in here if word not in moved]):
                hands.moved.update((form, word) for word in moved)
                break
        else:
            wrong["order"] += 1
    return wrong


def _explain_moves(form: str, step: Step, hands: Hands) -> Iterator[set[str]]:
    """The records that hands have moved; then, since the page does not say which of two that have
    changed places has moved, all others, no more of them, that explain the page as well. What was
    told to stay out of its order counts as moved from then on."""
    moved = {word for kind, word in hands.moved if kind == form}
    yield moved
    base = {word: at for at, word in enumerate(_words_in(_list_file(step.base), form))}
    page = _words_in(_list_file(accepted(step.hand)), form)
    known = [word for word in page if word in base]
    most = sum(word in moved or word in hands.stayed for word in known)
    for count in range(most + 1):
        for others in map(set, itertools.combinations(known, count)):
            if _is_ascending([base[word] for word in known if word not in others]):
                yield others


def _is_ascending(places: Sequence[int]) -> bool:
    return list(places) == sorted(places)


def _list_file(data: bytes) -> list[Found]:
    root = parse(opened(data).members[DOCUMENT], huge=True)
    return [(section, block.tag, _said(block)) for section, block in _sections(root[0])]


def _words_in(found: Sequence[Found], form: str) -> list[str]:
    """The records of a list, in its order."""
    return [word for kind, word, _ in _list_entries(found) if kind == form]


def _list_entries(found: Sequence[Found]) -> list[tuple[str, str, str]]:
    """The list that each block of a record belongs to by its form, the record's word, and the
    section that the block stands in: what a row says is in the table, wherever that stands."""
    entries = []
    for section, tag, text in found:
        printed = re.sub("〔.*?〕", "", text)
        kind = "提" if tag == _TR else "组" if "，结果是" in printed else "会"
        home = "提" if tag == _TR else section
        entries += [(kind, word, home) for word in re.findall(f"[{_SYLLABLES}]{{2,}}", printed)]
    return entries


def play(
    seed: int, rounds: int = 1, save: Callable[[bytes], bytes] = bytes
) -> list[tuple[int, Counter[str]]]:
    """A report that hands and data change in turn; what is wrong with each round.

    save: what another program makes of the file after the hands."""
    world, hands = start(seed), Hands()
    _, base, sources = drafted(world)
    file, wrong = base, []
    for number in range(rounds):
        file = save(edit_by_hand(file, world, hands, world.draw.randrange(0, 5)))
        change_data(world, world.draw.randrange(1, 5))
        made = drafted(world)
        step = merge(base, sources, file, made)
        if found := judge(step, world, hands):
            wrong.append((number, found))
            break
        base, sources = made[1], unpack_sources(pack_sources(step.sources))
        file = step.file
        if world.draw.random() < 0.5:
            file = accepted(file, AUTHOR)
    return wrong
