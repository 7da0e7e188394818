"""Wrong characters: what is found, what is left alone, and where the lists come from."""

from __future__ import annotations

from pathlib import Path

import pytest

import labelled
from drafter.checks import lexicon
from drafter.checks.wording.spelling.cutting import Cut

FOLDER = Path(lexicon.__file__).parent


def find(text: str) -> list[tuple[str, str]]:
    """The words that are called wrong, and the right ones."""
    hits = labelled.hits(text, "wording.spelling")
    return [(str(hit.values["text"]), str(hit.values["right"])) for hit in hits]


def test_a_run_is_cut_into_the_words_that_are_likeliest():
    run = "搭建帐篷制订制度"
    assert [run[a:b] for a, b in reversed(Cut(run).spans)] == ["搭建", "帐篷", "制订", "制度"]


@pytest.mark.parametrize(
    "cut",
    [
        "值班员 在 背水坡 巡查",
        "尝 一 尝 妈妈 做 的 腊味",
        "疫苗 由 散养户 自行 采购",
        "公交 线路 设 公交站",  # no term of a trade takes a sign from the word behind
        "新兴 产业 向 园区 聚集",
    ],
)
def test_terms_of_the_trades_are_words_and_take_nothing_from_those_beside(cut: str):
    run = cut.replace(" ", "")
    assert [run[a:b] for a, b in reversed(Cut(run).spans)] == cut.split()


def test_names_of_persons_are_no_slips():
    said = (
        "县长{}主持会议并讲话。", "农户{}家里养了12头牛。", "返乡青年{}办起了民宿。",
        "在{}的带动下，全村种上了油茶。", "记者采访了76岁的{}老人。", "由{}负责牵头。",
    )  # fmt: skip
    names = "程建设 习晨曦 纪秀娘 宣紫薇 荣宝山 芦卫东 吉存厚 车伟 司马利福".split()
    found = {name: [hit for each in said for hit in find(each.format(name))] for name in names}
    assert not {name: hits for name, hits in found.items() if hits}


def test_a_slip_behind_a_title_is_none_of_a_name():
    assert ("满义", "满意") in find("村民满义度达到98%。")
    assert ("安全隐换", "安全隐患") in find("民警排查安全隐换46处。")


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("离不开各方的大力支特。", "支特", "支持"),
        ("提高办事的效律。", "效律", "效率"),
        ("消除安全隐换。", "安全隐换", "安全隐患"),
        ("防控形式严峻。", "形式", "形势"),
        ("做到有的矢放。", "有的矢放", "有的放矢"),
        ("推动经济社会高质量发屏。", "高质量发屏", "高质量发展"),
    ],
)
def test_a_wrong_character_is_found_in_any_common_word(text: str, wrong: str, right: str):
    assert (wrong, right) in find(text)


@pytest.mark.parametrize(
    "text",
    [
        "搭建帐篷30顶，制订制度12项，归还帐篷20顶。",
        "志愿服务服务队走进社区，党支部支部书记带头。",
        "碾头村、陈家湾村的村民代表和王启兵、李维平参加。",
        "常来常往、有案必查、各节各章、逐处核对。",
        "把“布署”改为“部署”，“台帐”二字应改。",
        "组织形式灵活，国际形势复杂。",
    ],
)
def test_words_that_only_look_wrong_are_left_alone(text: str):
    assert find(text) == []


@pytest.mark.parametrize("name", sorted(file.name for file in FOLDER.glob("*.txt")))
def test_each_list_says_at_its_head_where_it_comes_from(name: str):
    head = (FOLDER / name).read_text("utf-8").split("\n")[:4]
    assert any(word in line for line in head for word in ("来源", "依据", "由 tools/"))


def test_of_two_words_of_one_sound_what_stands_beside_tells_which_is_meant():
    for text, wrong, right in (
        ("发扬精深，接续奋斗。", "精深", "精神"),
        ("认真旅行职责。", "旅行", "履行"),
        ("请过往车辆减速行使。", "行使", "行驶"),
        ("防汛形式十分严峻。", "形式", "形势"),
        ("居民向社区反应路灯损坏问题。", "反应", "反映"),
    ):
        assert (wrong, right) in find(text), text
    for text in ("集中警力维护秩序。", "集中精力抓落实。", "克服种种困难。", "简化旅行手续。"):
        assert not find(text), text


def test_a_word_of_three_is_known_where_the_slip_makes_another_word_of_two_signs_in_it():
    assert ("工伤联", "工商联") in find("县工伤联组织民营企业家赴外地考察。")
    assert not find("推进工伤联网结算。")


def test_a_guess_is_not_told_where_the_text_uses_the_word_again_or_is_about_the_odd_sign():
    guess = ("撤播", "撒播")
    told = "林场采用无人机撤播草籽的方式绿化荒坡。"
    assert guess in find(told)
    assert guess in find(f"{told}↵全部对外开放。")
    assert guess not in find(f"{told}↵撤播以后浇水。")
    assert guess not in find(f"{told}↵旧的围栏已撤，新的尚未全撤换。")
    assert ("布署", "部署") in find("会议作出布署。↵按照布署抓好落实。")  # in a list: no guess
