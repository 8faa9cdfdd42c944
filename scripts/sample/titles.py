"""Titles, document numbers, levels and pages of the evidence register."""

import re
from collections import Counter
from random import Random

from scripts.sample.tables import Piece, Plan

_MARK = re.compile(r"〔[^〕]*〕|（[^）]*）")
_GENERAL = re.compile(
    r"活动|报道|抽查|服务|工作小结|成效小结|管理制度|认定|做法|表彰|奖牌|推广|评选|公示|安置|建设|建成|成立|年度安排|"
    r"年度总结|教育记录|征求意见|测评|授课|事迹|整改|复查|情况说明|问题|维修|更正|上级|拨付|预算|编制|职责|挂牌|提标|"
    r"发放|点位|标志|问卷|讲解|验收|试点|感谢|任务|现场会|作品|交流|演出|统筹|品牌|互访|意见|办案|统计|标准|设置|巡查|"
    r"项目|开放|处置|化解|自查|结案|征求|走访|慰问|管护|协调|方案"
)
_NUMBERED = re.compile(r"文件|批复|通报|办法|决定|总结|计划|安排|方案|制度$|请示|通知")
_OFFICE_MARKS = {
    "县双拥办": "示拥办",
    "县委办": "示委办",
    "县委编办": "示编办",
    "县委绩效办": "示绩办",
    "县委组织部": "示组",
    "县委宣传部": "示宣",
    "县委政法委": "示政法",
    "县退役军人事务局": "示退役",
    "县财政局": "示财",
    "县教育体育局": "示教体",
    "县住房城乡建设局": "示住建",
    "县综合行政执法局": "示综执",
    "县医保局": "示医保",
    "县人力资源社会保障局": "示人社",
    "县文化广电旅游局": "示文旅",
    "县发展改革局": "示发改",
    "县自然资源局": "示自然资",
    "县司法局": "示司",
    "团县委": "示青",
    "县工商联": "示工商联",
    "县政府督查室": "示政督",
}
_OF_TROOPS = re.compile(r"1\.04|3\.0[1349]|4\.(0[1289]|10)|8\.01|10\.0[478]")
_ON_PAPER = re.compile(r"凭证|授权|名册|证明|结案|台账|登记|责任书|协议|聘书|证书|版面")
_OF_A_CASE = re.compile(r"上级通报|整改报告|差错更正|延期审批|处置报告|结案材料")
_OPEN = re.compile(r"公开|公示|报道|链接|简报|宣传单|名单|照片|清单|画册|讲解词")


class Numbers:
    """Document numbers, never given twice: one series for each office and year."""

    def __init__(self) -> None:
        """Begin every series."""
        self._last: Counter[tuple[str, int]] = Counter()

    def of(self, plan: Plan, piece: Piece, year: int, rng: Random) -> str | None:
        """Return the next number for a paper that bears one, else None."""
        mark = _OFFICE_MARKS.get(plan.lead)
        if mark is None or "〔" in piece.name or not _NUMBERED.search(piece.name):
            return None
        self._last[mark, year] += rng.randint(1, 3)
        return f"{mark}〔{year}〕{self._last[mark, year]}号"


def title_of(plan: Plan, piece: Piece, year: int | None, rng: Random, half: str = "") -> str:
    """Return the title a clerk would write on the list in the box."""
    base = _MARK.sub("", piece.name)
    if plan.kind in ("扣分", "一票否决") and not plan.is_guilty and _OF_A_CASE.search(base):
        return f"{_year(year, base)}无{base}情形的说明"
    if _GENERAL.match(base) and not _shares(plan.subject, base):
        base = f"{plan.subject}{base}"
    return f"{_year(year, base)}{base}{half}{_extent(base, year, rng)}"


def level_of(plan: Plan, piece: Piece) -> str:
    """Return 纸质 for what may not be filed, 公开 for what anybody may see, else 内部."""
    marked = "〔内部〕" in piece.name
    if _ON_PAPER.search(piece.name) or (marked and _OF_TROOPS.fullmatch(plan.item)):
        return "纸质"
    return "公开" if _OPEN.search(piece.name) and not marked else "内部"


def _shares(subject: str, base: str) -> bool:
    return any(subject[place : place + 2] in base for place in range(len(subject) - 1))


def _year(year: int | None, base: str) -> str:
    if year is None:
        return ""
    return str(year) if base.startswith("年度") else f"{year}年"


def _extent(base: str, year: int | None, rng: Random) -> str:
    if base.endswith("照片"):
        return f"（{rng.randint(4, 24)}张）"
    if base.endswith(("记录", "登记", "登记表", "回执")):
        return f"（{rng.randint(2, 12)}份）"
    if base.endswith(("链接", "清单")) and year:
        return f"（{rng.randint(3, 30)}条）"
    return ""
