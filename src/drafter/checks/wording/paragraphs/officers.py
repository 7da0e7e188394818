"""Who holds which post in a paragraph: one person by two posts, one post by two like names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes
from drafter.checks.wording.paragraphs.people import LEADING, NEXT
from drafter.checks.wording.patterns import SURNAMES
from drafter.checks.wording.sentences.manner import is_plain_verb

_POST = rf"(?:第一|常务)?副?(?:{LEADING})"
_POSTS = re.compile(_POST)
_HELD = re.compile(
    rf"(?P<ahead>[^，。；：:（）\d]{{0,30}}?)(?P<post>{_POST})(?=[{SURNAMES}][\u4e00-\u9fff])"
)
_NAME = re.compile(rf"[{SURNAMES}](?:[\u4e00-\u9fff]{{1,2}}?)(?=(?:同志)?{NEXT})")
_CALLED = re.compile(
    rf"(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{0,2}}?)(?:同志)?(?P<post>{_POST})(?![、和助室长们级会办])"
)
_CHANGED = re.compile(
    "原|曾任|时任|[前继接新转调升兼改卸]任|任命|任职|担任|出任|当选|提任|履新|兼|选举|推选|挂职|(?<!主)任[\u4e00-\u9fff]{0,12}(?:长|书记|主任|主席|经理)"
)
_LISTED = "[、和与及同跟]"
_BETWEEN = re.compile(r"[，。；：、“”（）\s]")
_BARE = re.compile("^(?:第一|常务)?副?")


class _Officer(NamedTuple):
    """A person as the text names them first: the name, all posts before it, and where."""

    name: str
    posts: tuple[str, ...]
    start: int
    end: int


def find_officers_apart(page: PageText) -> Iterator[Hit]:
    """D424: 检察长罗军……罗军院长; 主任赵国梁……赵国栋主任; 组织部部长何敏……何县长强调."""
    yield from find_clashes(page, (_find_officers_apart,), "长书任席授理监")


def _find_officers_apart(text: str) -> Iterator[Clash]:
    officers = list(_list_officers(text))
    for then in _CALLED.finditer(text) if officers and not _CHANGED.search(text) else ():
        first = [each for each in officers if each.end <= then.start()]
        ahead = text[: then.start()]
        if not first or re.search(f"{_LISTED}$", ahead):
            continue
        clash = _find_other_post(text, first, then) or _find_other_name(text, first, then)
        if clash:
            yield clash
            return


def _list_officers(text: str) -> Iterator[_Officer]:
    """Those whose post stands before their name: the name ends where a verb begins."""
    for match in _HELD.finditer(text):
        start = match.end()
        known = _NAME.match(text, start)
        sizes = [size for size in (2, 3) if is_plain_verb(text[start + size : start + size + 2])]
        if known is None and not sizes:
            continue
        end = known.end() if known else start + sizes[0]
        ahead = re.sub(".*[和与及]", "", match["ahead"]) + match["post"]
        yield _Officer(text[start:end], tuple(_POSTS.findall(ahead)), match.start("post"), end)


def _find_other_post(text: str, officers: list[_Officer], then: re.Match[str]) -> Clash | None:
    """校长梁静……梁副校长; 部长何敏……何县长: a post that the person was not named by."""
    name, post = then["name"], then["post"]
    is_full = len(name) > 1
    own = [each for each in officers if each.name == name or (not is_full and each.name[0] == name)]
    if len({each.name for each in own}) != 1 or not _stands_alone(text, then, is_full=is_full):
        return None
    if not is_full and _are_several(text, own[0].name):
        return None
    known = {each for officer in own for each in officer.posts}
    bare = {_BARE.sub("", each) for each in known}
    is_vice = "副" in post and post not in known and _BARE.sub("", post) in known
    is_other = _BARE.sub("", post) not in bare
    if not (is_other or is_vice):
        return None
    one = own[-1]
    return Clash(one.name, text[one.start : one.end], then[0], *then.span())


def _stands_alone(text: str, then: re.Match[str], *, is_full: bool) -> bool:
    ahead = text[: then.start()][-1:]
    return is_full or not ahead or bool(_BETWEEN.match(ahead)) or ahead in "对向由请问给为是据"


def _are_several(text: str, name: str) -> bool:
    """Whether more people of the surname may be named."""
    others = re.findall(rf"{name[0]}[\u4e00-\u9fff]{{1,2}}?(?={NEXT[3:-1]}|、)", text)
    others = [each for each in others if not _POSTS.match(each, 1) and not name.startswith(each)]
    return bool(others) or bool(re.search(rf"{_LISTED}{name}|{name}{_LISTED}", text))


def _find_other_name(text: str, officers: list[_Officer], then: re.Match[str]) -> Clash | None:
    """主任赵国梁……赵国栋主任: of one bare post, with a name that differs in one sign."""
    name, post = then["name"], then["post"]
    if len(name) < 2 or text.count(name) > 1:
        return None
    meant = [
        each
        for each in officers
        if each.posts and each.posts[-1] == post and _differ_in_one(each.name, name)
    ]
    if len(meant) != 1 or any(each.name == name for each in officers):
        return None
    one = meant[0]
    if re.search(rf"{_LISTED}{one.name}|{one.name}{_LISTED}|{name}{post}?{_LISTED}", text):
        return None
    return Clash("姓名", one.name, name, *then.span("name"))


def _differ_in_one(one: str, other: str) -> bool:
    return (
        len(one) == len(other)
        and one[0] == other[0]
        and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    )
