"""Fictitious values that must be found, and values that only look like them; made from a seed."""
# ruff: noqa: E501 - a sample text stands on one line

import random
from collections.abc import Callable

PROVINCES = (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
             53, 54, 61, 62, 63, 64, 65)  # fmt: skip


def digits(source: random.Random, count: int) -> str:
    """Return so many digits."""
    return "".join(source.choices("0123456789", k=count))


def resident(source: random.Random) -> str:
    """Return a number with a right check digit, of nobody: the counties are not in the register."""
    day = f"{source.randint(1935, 2015)}{source.randint(1, 12):02}{source.randint(1, 28):02}"
    body = (
        f"{source.choice(PROVINCES)}{source.randint(90, 99)}{source.randint(90, 99)}{day}{digits(source, 3)}"
    )
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def mobile(source: random.Random) -> str:
    """Return a number of the form of a mobile telephone."""
    return f"1{source.randint(3, 9)}{digits(source, 9)}"


def card(source: random.Random) -> str:
    """Return a number of 19 digits with a right last one."""
    body = f"62{digits(source, 16)}"
    total = sum(
        int(each) if place % 2 else sum(divmod(2 * int(each), 10))
        for place, each in enumerate(reversed(body))
    )
    return body + str(-total % 10)


def wide(value: str) -> str:
    """Return the full-width form."""
    return "".join(chr(ord(char) + 0xFEE0) for char in value)


def chinese(value: str) -> str:
    """Return the digits in Chinese."""
    return value.translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


def parted(source: random.Random, value: str, marks: tuple[str, ...], most: int = 4) -> str:
    """Return the value with marks put in at places of chance."""
    cuts = sorted(source.sample(range(1, len(value)), source.randint(1, most)))
    parts = [value[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(value)], strict=True)]
    return "".join(part + (source.choice(marks) if part is not parts[-1] else "") for part in parts)


def emphasised(source: random.Random, value: str) -> str:
    """Return the value with a part in bold or as a link."""
    begin, end = sorted(source.sample(range(1, len(value)), 2))
    left, right = source.choice((("**", "**"), ("`", "`"), ("*", "*"), ("[", "](index.md)"), ("_", "_")))
    return f"{value[:begin]}{left}{value[begin:end]}{right}{value[end:]}"


def grouped(value: str, sizes: tuple[int, ...], mark: str) -> str:
    """Return the value in groups, the rest as the last one."""
    parts, begin = [], 0
    for size in (*sizes, len(value)):
        parts.append(value[begin : begin + size])
        begin += size
    return mark.join(part for part in parts if part)


def true_values(seed: int = 4) -> list[tuple[str, str]]:
    """Return 200 texts and what is in each: 100 resident numbers, 100 mobiles, in ten disguises."""
    source = random.Random(seed)  # noqa: S311 - a sample, not a secret
    disguises: tuple[Callable[[str], str], ...] = (
        lambda value: value,
        wide,
        chinese,
        lambda value: parted(source, value, (" ",)),
        lambda value: parted(source, value, ("\u200b", "\u2060", "\u202e", "\u00ad", "\ufe0f")),
        lambda value: emphasised(source, value),
        lambda value: grouped(value, (3, 4) if len(value) == 11 else (6, 8), source.choice("-.· ")),
        lambda value: grouped(value, (3, 4) if len(value) == 11 else (6, 8), " | "),
        lambda value: parted(source, value, ("\n",), 1),
        lambda value: "".join(f"&#{ord(char)};" for char in value),
    )
    found = []
    for kind, make in (("居民身份证号", resident), ("手机号", mobile)):
        for index in range(100):
            value = make(source)
            lead, end = source.choice(
                (("联系人：", "。"), ("（", "）"), ("", ""), ("编号", "，请核对"), ("\n", "\n"))
            )
            found.append((kind, f"{lead}{disguises[index % len(disguises)](value)}{end}"))
    return found


def look_alikes(seed: int = 5) -> list[str]:
    """Return 200 harmless texts: numbers of papers, days, sums, books, firms, filings, figures."""
    source = random.Random(seed)  # noqa: S311 - a sample, not a secret
    number = source.randint

    def firm() -> str:
        letters = "ABCDEFGHJKLMNPQRTUWXY"
        return f"9{number(1, 3)}{digits(source, 6)}MA{digits(source, 3)}{source.choice(letters)}{digits(source, 4)}"

    makers: tuple[Callable[[], str], ...] = (
        lambda: f"示拥办〔{number(2019, 2027)}〕{number(1, 300)}号",
        lambda: f"{number(1927, 2027)}年{number(1, 12)}月{number(1, 28)}日至{number(1, 12)}月{number(1, 28)}日",
        lambda: f"{number(1949, 2027)}-{number(1, 12):02}-{number(1, 28):02} {number(0, 23):02}:{number(0, 59):02}:{number(0, 59):02}",
        lambda: f"共{number(10**9, 10**12):,}.{number(0, 99):02}元",
        lambda: f"ISBN 978-7-{digits(source, 4)}-{digits(source, 4)}-{number(0, 9)}",
        lambda: f"统一社会信用代码{firm()}",
        lambda: f"示ICP备{digits(source, 8)}号-{number(1, 9)}，示公网安备 {digits(source, 14)}号",
        lambda: f"| 镇 | {number(100, 999)} | {number(10, 99)} | {number(1000, 9999)} | {number(1, 99)}% |",
        lambda: f"报名编号 NO.{number(2020, 2027)}{number(1, 12):02}{number(1, 28):02}{digits(source, 4)}",
        lambda: f"快递单号 SF{digits(source, 13)}，订单 {number(2020, 2027)}{digits(source, 14)}",
        lambda: f"第{number(1, 30)}届{number(2, 9)}连冠，{number(10, 99)}个服务站、{number(1000, 9999)}户",
        lambda: f"邮编 {digits(source, 6)}，服务热线 12345，门牌 {number(1, 999)}-{number(1, 99)}号",
        lambda: f"上午{number(8, 9)}:30至12:00，下午14:30至17:{number(10, 59)}",
        lambda: f"完成率 {number(1, 99)}.{digits(source, 6)}%，系数 0.{digits(source, 8)}",
        lambda: f"GB/T {number(1000, 39999)}-{number(1990, 2026)}，HJ {number(100, 999)}.{number(1, 9)}-{number(2000, 2026)}",
        lambda: f"{number(1931, 1949)}—{number(1949, 1999)}年，{number(1950, 1999)}.{number(1, 12)}.{number(1, 28)} 命名",
        lambda: f"第{number(1, 9)}中学{number(1, 9)}班、{number(1, 9)}连续{number(2, 9)}年、一个营业网点、两个团支部",
        lambda: f"版本 {number(1, 9)}.{number(0, 99)}.{number(0, 999)}，校验 {source.getrandbits(256):064x}",
        lambda: f"机构代码 {digits(source, 8)}-{number(0, 9)}，车次 G{number(100, 9999)}、航班 CA{number(1000, 9999)}",
        lambda: f"表{number(1, 9)}-{number(1, 9)}：{number(2023, 2026)}、{number(2023, 2026)}、{number(2023, 2026)}年各{number(10, 99)}项",
    )  # fmt: skip
    return [makers[index % len(makers)]() for index in range(200)]
