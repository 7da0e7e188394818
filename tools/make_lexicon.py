"""Writes the generated word lists of src/drafter/checks/lexicon/ anew; run by hand, seldom.

    python tools/make_lexicon.py dict.txt pinyin_dict.json phrases_dict.json adcodes.csv

dict.txt is jieba's (`pip download jieba==0.42.1 --no-deps`, jieba/dict.txt), the others are of
pypinyin (`pip download pypinyin --no-deps`, in pypinyin/) and of cpca (`pip download cpca==0.5.5
--no-deps`, in cpca/resources/); all are under MIT.
"""

from __future__ import annotations

import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

LEXICON = Path(__file__).parents[1] / "src" / "drafter" / "checks" / "lexicon"
LEAST = 10
"""How often a word was counted. Below, the dictionary holds many slips as words: 按装, 布署."""
LEAST_OF_IDIOMS = 4
"""The same of four-character phrases, which are rare; 3 is what a word without a count has."""
LEAST_OF_VERBS = 100
"""The same of verbs, of which the rare ones are often nouns."""
LONGEST = 4
COMMON = 4500
"""So many characters have their sounds listed."""
MEANT_FROM = "i"
"""From this grade on, 50 of 60 million, a long word is one that a slip may stand for."""
_MEANT = frozenset("v n vn vd a ad an d b i l j".split())
"""The classes of words that a slip may stand for; not numbers, pronouns, times and names."""
_SET = frozenset("i l z v d a ad an vn vd b".split())
"""The classes of words of four characters that are set phrases."""
_LOOSE = re.compile("一步|这样|怎么|什么|一个|一级|^[再更最]|的话$|^为什|多少|条件$|^阿尔及尔$")
"""Words in four characters that are put together freely, and a name that others begin like."""
_HAN = re.compile("[\u4e00-\u9fff]+")
_JIEBA = "jieba 0.42.1 的 dict.txt（MIT，© 2013 Sun Junyi）"
_PYPINYIN = "pypinyin 的 pinyin_dict.json（MIT，© 2016 mozillazg, 闲耘）"
_CPCA = "cpca 0.5.5 的 adcodes.csv（MIT，© 2018 QinYuan Du）"
_TWO_SOUNDS = set(
    "行重长调度着得还没乐藏传弹给冠会假间将角结禁卷觉量率强切曲塞省盛数为兴应载占涨正只中种转作处当倒都发分更好合划降尽空露难铺散少说系校要殖"
)
"""Characters whose second reading is used as often as the first."""


def read_dictionary(file: Path) -> dict[str, tuple[int, str]]:
    """How often each word was counted, and its class."""
    rows = (row.split(" ") for row in file.read_text("utf-8").splitlines())
    return {word: (int(count), kind) for word, count, kind in rows if _HAN.fullmatch(word)}


def write(name: str, head: str, rows: list[str]) -> None:
    """The list, below a head that says what it is and where it comes from."""
    text = "".join(f"# {line}\n" for line in head.splitlines())
    body = "".join(f"{row}\n" for row in rows)
    (LEXICON / f"{name}.txt").write_text(text + body, "utf-8")


def write_words(dictionary: dict[str, tuple[int, str]]) -> None:
    """words.txt: a row a first character, with its words and how common they are."""
    rows: dict[str, tuple[list[str], list[str], list[str], list[str]]] = {}
    for word, (count, kind) in sorted(dictionary.items()):
        if len(word) > 1 and (count < LEAST or len(word) > LONGEST):
            continue
        single, pairs, rare, common = rows.setdefault(word[0], ([], [], [], []))
        grade = chr(ord("a") + min(round(2 * math.log(max(count, 1))), 25))
        is_meant = kind in _MEANT and word[0] not in "不一"
        if len(word) == 1:
            single.append(grade)
        elif len(word) == 2:
            pairs.append(word[1:] + (grade if is_meant else grade.upper()))
        else:
            (common if is_meant and grade >= MEANT_FROM else rare).append(word[1:] + grade)
    head = (
        "词和它的常用程度（a 最少，一个字母约差1.6倍），一行一个首字：它单用的程度；\n"
        "两个字的词，后一个字和程度；更长的词；更长而常用、可能写错成别的样子的词。\n"
        "两个字的词，程度大写的（数量、代词、方位、人名、地名）只用来分词。\n"
        f"由 tools/make_lexicon.py 从 {_JIEBA} 写成，不要手改。"
    )
    write("words", head, [
        "\t".join([first, "".join(single) or "a", "".join(pairs), " ".join(rare), " ".join(common)])
        for first, (single, pairs, rare, common) in sorted(rows.items())
    ])  # fmt: skip


def write_sounds(dictionary: dict[str, tuple[int, str]], idioms: list[str], file: Path) -> None:
    """sounds.txt: a row a syllable without its tone, and the characters read so, those of a tone
    together; of the rare ones those of idioms."""
    counts: Counter[str] = Counter()
    for word, (count, _) in dictionary.items():
        counts.update(dict.fromkeys(word, count))
    readings = json.loads(file.read_text("utf-8"))
    sounds: dict[str, dict[str, str]] = defaultdict(dict)
    signs = [sign for sign, _ in counts.most_common(COMMON)]
    for sign in dict.fromkeys([*signs, *sorted("".join(idioms))]):
        told = readings.get(str(ord(sign)), "").split(",")
        for each in dict.fromkeys(filter(None, told[: 1 + (sign in _TWO_SOUNDS)])):
            tones = sounds[_drop_tone(each)]
            tones[each] = tones.get(each, "") + sign
    head = (
        "读音（不分声调）和读这个音的字，一行一个音；声调相同的写在一起，空格分开。\n"
        f"由 tools/make_lexicon.py 从 {_PYPINYIN} 写成，不要手改。"
    )
    write("sounds", head, [
        f"{sound}\t{' '.join(tones[tone] for tone in sorted(tones))}"
        for sound, tones in sorted(sounds.items())
    ])  # fmt: skip


def _drop_tone(sound: str) -> str:
    plain = unicodedata.normalize("NFD", sound.replace("ü", "v"))
    return "".join(sign for sign in plain if sign.isascii())


def write_idioms(dictionary: dict[str, tuple[int, str]], file: Path) -> list[str]:
    """idioms.txt: set phrases of four characters; a name only if the phrases of file have it."""
    told = json.loads(file.read_text("utf-8"))
    idioms = sorted(
        word
        for word, (count, kind) in dictionary.items()
        if len(word) == LONGEST and count >= LEAST_OF_IDIOMS and not _LOOSE.search(word)
        and (kind in _SET or word in told)
    )  # fmt: skip
    head = (
        "四字的成语和固定说法：一个字换成了音近、形近的字，就是写错了。空格分开。\n"
        f"由 tools/make_lexicon.py 从 {_JIEBA} 写成，不要手改；自己加的写进 fixed.txt，"
        "不算错的别的写法写进 variants.txt。"
    )
    write("idioms", head, [" ".join(idioms[at : at + 20]) for at in range(0, len(idioms), 20)])
    return idioms


def write_verbs(dictionary: dict[str, tuple[int, str]]) -> None:
    """verbs.txt: a row a first character, with what makes a verb of two of it; then what makes one
    that is a noun as well."""
    verbs: dict[str, list[str]] = {}
    for word, (count, kind) in sorted(dictionary.items()):
        if len(word) == 2 and count >= LEAST_OF_VERBS and kind in ("v", "vn"):
            verbs.setdefault(word[0], ["", ""])[kind == "vn"] += word[1]
    head = (
        "两个字的动词，一行一个首字：只做动词的，后一个字；也做名词的，后一个字。\n"
        f"由 tools/make_lexicon.py 从 {_JIEBA} 写成，不要手改。"
    )
    write("verbs", head, ["\t".join((first, *rows)) for first, rows in sorted(verbs.items())])


def write_qualities(dictionary: dict[str, tuple[int, str]]) -> None:
    """qualities.txt: a row a first character, with what makes of it a word of two that says what
    something is like."""
    kinds = {"a", "an", "ad", "b", "z"}
    seconds: dict[str, str] = {}
    for word, (count, kind) in sorted(dictionary.items()):
        if len(word) == 2 and count >= LEAST and kind in kinds:
            seconds[word[0]] = seconds.get(word[0], "") + word[1]
    head = (
        "两个字的形容词和区别词，一行一个首字。\n"
        f"由 tools/make_lexicon.py 从 {_JIEBA} 写成，不要手改。"
    )
    write("qualities", head, [f"{first}\t{rest}" for first, rest in sorted(seconds.items())])


_NEWER_COUNTIES = {
    "3301": "临平区 钱塘区", "4103": "偃师区 孟津区", "3504": "沙县区", "5134": "会理市",
    "5205": "黔西市", "4501": "横州市", "5323": "禄丰市", "4311": "祁阳市", "5405": "错那市",
    "5404": "米林市", "3402": "湾沚区 繁昌区", "3206": "海门区", "3706": "蓬莱区",
    "3607": "龙南市", "5101": "新津区", "1305": "任泽区 南和区 襄都区 信都区", "2201": "公主岭市",
    "6590": "白杨市 新星市", "6532": "和安县 和康县",
}  # fmt: skip
"""What was set up or named anew since the codes were written, by the code of the city; the former
names stay: a text may tell of those years."""


def write_counties(file: Path) -> None:
    """counties.txt: a row a city or a province, and the counties in it by their full names."""
    table = file.read_text("utf-8").splitlines()[1:]
    names = {code[:6]: name for code, name, *_ in (row.split(",") for row in table)}
    rows: dict[str, list[str]] = {}
    for code, name in sorted(names.items()):
        if code.endswith("00"):
            continue
        city = names.get(code[:4] + "00", "")
        owners = names[code[:2] + "0000"], city if city[-1:] in "市州盟区" else ""
        rows.setdefault("\t".join(owners), []).append(name)
    for code, newer in _NEWER_COUNTIES.items():
        owners = names[code[:2] + "0000"], names.get(code + "00", "")
        rows.setdefault("\t".join(owners), []).extend(newer.split())
    head = (
        "省、地级市（州、盟）和下面的县级区划的全名。只用来看写在省名、市名后面的县名。\n"
        f"由 tools/make_lexicon.py 从 {_CPCA} 写成，不要手改。"
    )
    write("counties", head, [f"{owners}\t{' '.join(own)}" for owners, own in sorted(rows.items())])


def main() -> None:
    """Reads the inputs and writes the lists."""
    dictionary = read_dictionary(Path(sys.argv[1]))
    write_words(dictionary)
    write_qualities(dictionary)
    write_verbs(dictionary)
    idioms = write_idioms(dictionary, Path(sys.argv[3]))
    write_sounds(dictionary, idioms, Path(sys.argv[2]))
    write_counties(Path(sys.argv[4]))


if __name__ == "__main__":
    main()
