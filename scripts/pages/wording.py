"""Numbers, days and telephone numbers as the reader sees them."""

import re
from decimal import ROUND_HALF_UP, Decimal

NO_DATA = "无数据"


def percent(share: float | None) -> str:
    """0.632 → 63.2%; None → 无数据."""
    if share is None:
        return NO_DATA
    return f"{(Decimal(str(share)) * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def countdown(days: int) -> str:
    """25 → 还有 25 天; 0 → 就在今天; -3 → 已过 3 天."""
    if days == 0:
        return "就在今天"
    return f"还有 {days} 天" if days > 0 else f"已过 {-days} 天"


def short_day(day: str) -> str:
    """2026-08-14 → 08-14."""
    return day[5:]


def long_day(day: str) -> str:
    """2026-08-14 → 2026年8月14日."""
    year, month, date = day.split("-")
    return f"{year}年{int(month)}月{int(date)}日"


def year_word(year: int | None) -> str:
    """The column of the evidence matrix a piece belongs to."""
    return "一次" if year is None else str(year)


def dialable(phone: str) -> str:
    """The number as a telephone takes it; '' when it is none."""
    digits = re.sub(r"[ -]", "", phone)
    return digits if re.fullmatch(r"\+?[0-9]{3,15}", digits) else ""


_SERVICES = {
    "benefits": "谁能享受哪些优待，凭什么证件",
    "services": "光荣牌、优待证、随军家属等事项怎么办",
    "policies": "政策文件和解读",
    "places": "可以参观的双拥场所",
    "education": "国防教育活动和资料",
    "quiz": "双拥知识自测",
    "contact": "电话、地址和意见反馈",
}


def service(slug: str) -> str:
    """What a reader finds in a column, in a few words."""
    return _SERVICES.get(slug, "")
