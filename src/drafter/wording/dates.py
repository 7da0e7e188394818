"""Wording of dates: 2021年3月5日, 二〇二一年三月五日."""

from __future__ import annotations

import datetime as dt

from drafter.wording.arguments import Refusal, text, wrong_kind
from drafter.wording.numbers import ordinal

_HAN_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_FORMS = ("年月日", "年月", "月日", "年", "汉字")


def days(value: dt.date, since: dt.date, both: bool = False) -> int:
    """The days from the date `since` to this one; with `both` the first and the last day count.

    Refused: what is no date, and a date before `since`. Source: the calendar.

    >>> import datetime
    >>> days(datetime.date(2021, 3, 5), datetime.date(2021, 3, 3))
    2
    """
    for each in (value, since):
        if not isinstance(each, dt.date):
            raise wrong_kind("want-date", each)
    if value < since:
        raise Refusal("date-order", first=since.isoformat(), last=value.isoformat())
    return value.toordinal() - since.toordinal() + bool(both)


def date(value: dt.date, form: str = "年月日") -> str:
    """A date in words, without padding zeros: 2021年3月5日.

    `form` is 年月日, 年月, 月日, 年 or 汉字 (二〇二一年三月五日). Refused: another form, a year
    of fewer than four digits. Source: GB/T 9704-2012 7.3.5.4; 〇: GB/T 15835-2011 5.2.

    >>> import datetime
    >>> day = datetime.date(2021, 3, 5)
    >>> date(day), date(day, "月日"), date(day, "汉字")
    ('2021年3月5日', '3月5日', '二〇二一年三月五日')
    """
    if not isinstance(value, dt.date):
        raise wrong_kind("want-date", value)
    if text(form) not in _FORMS:
        raise Refusal("date-form", form=form, forms="、".join(_FORMS))
    if value.year < 1000:
        raise Refusal("date-year", year=str(value.year))
    if form == "汉字":
        year = str(value.year).translate(_HAN_DIGITS)
        return f"{year}年{ordinal(value.month)}月{ordinal(value.day)}日"
    words = {"年": f"{value.year}年", "月": f"{value.month}月", "日": f"{value.day}日"}
    return "".join(words[part] for part in form)
