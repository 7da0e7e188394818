"""The reports' data: made up, the same each time; in YAML for all, and in JSON for Node."""

from __future__ import annotations

import csv
import datetime
import json
import random
from pathlib import Path
from typing import Any

COMPARED = 300
"""So many offices' reports are made by all engines."""
TEMPLATE, TITLE = "annual", "年度工作报告"
TABLED = "tabled"
"""The template of the data whose records stand in a sheet."""
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
_GIVEN = "安邦昌达恩帆光浩佳凯岚明宁培琪仁尚棠文熙雅泽"
_KINDS = ("会商研判", "现场检查", "业务培训", "座谈走访", "联合执法", "应急演练")
_PLACES = ("青石河", "龙潭水库", "南干渠", "东风泵站", "A&B标段", "白杨灌区", "柳林水厂", "红旗闸")
_DOINGS = ("除险加固推进会", "汛前安全检查", "水质化验比武", "渗漏量<0.3方的验收", "用水户座谈会")
_SECTIONS = ("办公室", "建设股", "水保股", "供水股", "河长办", "财务股")
_TOWNS = ("青石镇", "龙潭镇", "柳林镇", "白杨乡", "红旗乡", "南坪乡")
_VALUES: dict[str, Any] = {
    "year": 2024, "next_year": 2025, "period": "2024年1月至12月", "head": "诸葛长河",
    "deputy": "上官清源", "meetings": 41, "documents": 186, "visits": 97, "reservoirs": 23,
    "rate": "97.4%", "length": 68, "trees": 15240, "partner": "省水利科学院&江河大学",
    "standard": "渗透系数<0.00001、压实度>95%", "budget": "2.36亿元", "spent": "2.21亿元",
    "executed": "93.6%", "projects": 34, "households": 12650, "villages": 88, "calls": 3127,
    "platform": "“云水通”服务平台", "satisfaction": "98.9%", "courses": 27, "trained": 1483,
    "keeper": "局档案室", "issues": 9, "solved": 7, "goals": 8, "award": "全省水利系统先进集体",
    "pilot": "国家深化农业水价综合改革试点", "won": True, "unwon": False, "piloted": True,
    "over": False, "within": True, "trouble": True,
}  # fmt: skip


def make(rows: int, number: int = 0) -> dict[str, Any]:
    """One office's data with so many records; each number is another office."""
    rng = random.Random(number)
    name = org(number)
    return {
        "模板": TEMPLATE, "org": name, "title": name + TITLE, "signed": "2024年12月27日",
        **_VALUES, "leaders": [_person(rng) for _ in range(5)], "sections": list(_SECTIONS),
        "towns": list(_TOWNS), "tasks": [_task(rng, n) for n in range(1, 11)],
        "records": [_record(rng, n, rows) for n in range(rows)],
    }  # fmt: skip


def lacking(number: int) -> dict[str, Any]:
    """The same office's data of 20 records with ten values that nobody has filled in yet."""
    office = make(20, number)
    office["tasks"] = [{k: v for k, v in task.items() if k != "owner"} for task in office["tasks"]]
    return office


def org(number: int) -> str:
    """The name of the office of that number."""
    size = len(_GIVEN)
    places = (number // size**2 % size, number // size % size, number % size)
    return f"云川县{''.join(_GIVEN[place] for place in places)}水利工作站"


def _person(rng: random.Random) -> str:
    return rng.choice(_FAMILY) + "".join(rng.sample(_GIVEN, rng.randint(1, 2)))


def _task(rng: random.Random, number: int) -> dict[str, Any]:
    text = (
        f"全年调度{rng.randint(4, 24)}次，完成投资{rng.randint(200, 1800)}万元，"
        f"进度为{rng.randint(85, 100)}%，{rng.choice(_TOWNS)}等地的做法在全县推广。"
    )
    name = f"{rng.choice(_PLACES)}提升工程"
    return {"number": number, "name": name, "owner": rng.choice(_SECTIONS), "text": text}


def _record(rng: random.Random, number: int, rows: int) -> dict[str, Any]:
    day = datetime.date(2024, 1, 3) + datetime.timedelta(days=number * 360 // rows)
    return {
        "date": f"{day.year}年{day.month}月{day.day}日",
        "title": f"{rng.choice(_PLACES)}{rng.choice(_DOINGS)}（第{number + 1}次）",
        "kind": rng.choice(_KINDS),
        "people": [_person(rng) for _ in range(rng.randint(2, 4))],
    }


def write(data: dict[str, Any], stem: Path) -> None:
    """The data as YAML."""
    stem.with_suffix(".yaml").write_text(_yaml(data), encoding="utf-8")


def write_json(data: dict[str, Any], stem: Path) -> None:
    """The data as JSON; and in a folder `parts`, with lists of objects that hold a separator, as
    YAML too."""
    parts = stem.parent / "parts"
    parts.mkdir(exist_ok=True)
    for path, content in ((stem, data), (parts / stem.name, _parted(data))):
        text = json.dumps(content, ensure_ascii=False)
        path.with_suffix(".json").write_text(text, encoding="utf-8")
    write(_parted(data), parts / stem.name)


def tabled(data: dict[str, Any]) -> dict[str, Any]:
    """The same with each record's names as one text, as a cell of a sheet has them."""
    records = [{**record, "people": "、".join(record["people"])} for record in data["records"]]
    return {**data, "模板": TABLED, "records": records}


def write_tabled(data: dict[str, Any], stem: Path, suffix: str) -> None:
    """The data as YAML, but for the records: those stand in a CSV file or a workbook beside it."""
    rows = tabled(data)["records"]
    rest = {**tabled(data), "records": f"{{台账: {stem.name}{suffix}}}"}
    write(rest, stem)
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    path = stem.with_suffix(suffix)
    if suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
        return
    import openpyxl  # there where the engines are

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("records")
    for line in lines:
        sheet.append(line)
    book.save(path)


def _yaml(data: dict[str, Any]) -> str:
    """YAML as people write it: a line a value, a record of several lines, names in brackets."""
    lines = []
    for key, value in data.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            lines.append(f"{key}:\n")
            lines += [_yaml_record(record) for record in value]
        else:
            lines.append(f"{key}: {_scalar(value)}\n")
    return "".join(lines)


def _yaml_record(record: dict[str, Any]) -> str:
    pairs = [f"{key}: {_scalar(value)}\n" for key, value in record.items()]
    return "  - " + "    ".join(pairs)


def _scalar(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_scalar(each)}' for key, each in value.items())}}}"
    return str(value).lower() if isinstance(value, bool) else str(value) or "''"


def _parted(data: dict[str, Any]) -> dict[str, Any]:
    """For engines that cannot join: each name knows the separator that follows it."""
    records = [{**record, "people": _parts(record["people"])} for record in data["records"]]
    lists = {key: _parts(data[key]) for key in ("leaders", "sections", "towns")}
    return {**data, **lists, "records": records}


def _parts(names: list[str]) -> list[dict[str, str]]:
    return [{"name": name, "sep": "、"} for name in names[:-1]] + [{"name": names[-1], "sep": ""}]
