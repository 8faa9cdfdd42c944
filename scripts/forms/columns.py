"""The columns of each sheet: heading, hint, width. The reading knows them by these headings."""

from scripts.forms.sheets import Column, Kind
from scripts.model.words import Level, ReportedState

ITEM = Column(title="小项", kind=Kind.KEY, width=7)
NAME = Column(title="小项名称", kind=Kind.SHOWN, width=22)
OVERVIEW = (
    ITEM,
    NAME,
    Column(title="灯", kind=Kind.TOLD, width=5),
    Column(title="现状", kind=Kind.TOLD, width=44),
    Column(title="期限", kind=Kind.TOLD, width=12),
    Column(
        title="状态",
        kind=Kind.WORD,
        hint="选一个；办完要销号的选“申请销号”，并填右边两格",
        width=12,
        words=tuple(ReportedState),
    ),
    Column(title="申请日期", kind=Kind.DAY, hint="申请销号才填；如 2026-07-18", width=13),
    Column(title="申请说明", kind=Kind.TEXT, hint="申请销号才填；一两句话，如“各件齐全，申请销号”", width=44),
)
STEPS = (
    ITEM,
    NAME,
    Column(title="编号", kind=Kind.KEY, width=7),
    Column(title="措施", kind=Kind.SHOWN, width=38),
    Column(title="承办单位", kind=Kind.KEY, width=18),
    Column(title="期限", kind=Kind.TOLD, width=12),
    Column(title="还剩", kind=Kind.TOLD, width=14),
    Column(title="完成日期", kind=Kind.DAY, hint="办完才填；如 2026-07-18", width=14),
)
FACTS = (
    ITEM,
    NAME,
    Column(title="事实", kind=Kind.KEY, width=16),
    Column(title="考什么", kind=Kind.TOLD, width=40),
    Column(title="年度或分项", kind=Kind.KEY, width=11),
    Column(title="怎么填", kind=Kind.TOLD, width=26),
    Column(title="填写", kind=Kind.VALUE, hint="还不知道的空着；确实是零才填 0", width=12),
)
EVIDENCE = (
    Column(title="小项", kind=Kind.ITEM, hint="新登记的选", width=7),
    Column(title="编号", kind=Kind.KEY, hint="自动编，不填", width=7),
    Column(title="佐证名称", kind=Kind.PIECE, hint="新登记的选：标准要求的哪一件", width=26),
    Column(title="年度", kind=Kind.YEAR, hint="逐年的必填，如 2026", width=7),
    Column(title="题名", kind=Kind.TEXT, hint="材料上的标题", width=34),
    Column(title="文号", kind=Kind.TEXT, hint="没有就空着", width=22),
    Column(title="级别", kind=Kind.WORD, hint="选：纸质 = 只存盒，须填盒号", width=8, words=tuple(Level)),
    Column(title="盒号", kind=Kind.PLAIN, hint="大项-两位盒序，如 1-05", width=8),
    Column(title="页码", kind=Kind.PLAIN, hint="如 12 或 12-18", width=9),
    Column(title="文件", kind=Kind.TEXT, hint="扫描件的文件名，连同文件一起交；没有就空着", width=18),
    Column(title="删去", kind=Kind.WORD, hint="登记错的选“删”", width=6, words=("删",)),
)
REPORTS = (
    Column(title="小项", kind=Kind.ITEM, hint="选", width=7),
    Column(title="日期", kind=Kind.DAY, hint="哪天的情况，如 2026-07-18", width=14),
    Column(title="情况", kind=Kind.TEXT, hint="办到哪一步、还缺什么，一两句话", width=100),
)
