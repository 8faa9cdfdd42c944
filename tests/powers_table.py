"""Every kind of path × every role, as real commits are judged: the table a county can read."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.powers_county import ROLES, Change, PowersCounty, append, item, put, remove, swap, verdict
from tests.repositories import CAMPAIGN

DIGEST = "a52f15e13749bb354350aa5dd16bb5cf3e56fc1730f75e294713b88e802a1006"
ROW = f"docs/public/news/kickoff.md,初审,通过,{{}},2026-07-20,{DIGEST},\n"
CHECK = "on: 2026-07-15, by: 督导组, result: 待补, note: 缺一件"
DONE = "县财政局: 2026-06-11"
REVIEWS = "data/publicity/reviews.csv"
OWN = item("1.01")


def _link(root: Path) -> None:
    (root / "docs/public/news/link.md").symlink_to("kickoff.md")


CHANGES: Mapping[str, Change] = {
    "进展：事实": swap(OWN, "台账: 否", "台账: 是"),
    "进展：加一条报告": swap(
        OWN, "  - {on: 2026-07-02,", "  - {on: 2026-07-01, text: 新情况。}\n  - {on: 2026-07-02,"
    ),
    "进展：改写报过的报告": swap(OWN, "议题已定。", "议题已定，已报县委。"),
    "进展：状态 办理中→申请销号": swap(OWN, "state: 办理中", "state: 申请销号"),
    "进展：状态 办理中→未启动": swap(OWN, "state: 办理中", "state: 未启动"),
    "进展：县财政局在集合措施里的完成日期": swap(OWN, DONE, "县财政局: 2026-06-12"),
    "进展：县财政局的完成日期改记成东镇的": swap(OWN, DONE, "东镇: 2026-06-11"),
    "进展：措施名称": swap(OWN, "拟定议题", "拟定议题和议程"),
    "进展：加一条措施": swap(
        OWN, "evidence:", "  - {id: s3, title: 印发, unit: 县财政局, due: C}\nevidence:"
    ),
    "进展：只改写法（注释）": append(OWN, "# 注\n"),
    "进展：删去文件": remove(OWN),
    "进展：已销号小项的事实": swap(item("1.04"), "完成: 2", "完成: 3"),
    "佐证文件": put(f"{CAMPAIGN}/evidence/1.01/e2.pdf"),
    "佐证文件：点开头的文件": put(f"{CAMPAIGN}/evidence/1.01/.htaccess"),
    "核定：加一次核查": swap(
        verdict("1.01"),
        "facts:",
        "checks:\n  - {on: 2026-07-15, by: 督导组, result: 待补, note: 缺一件}\nfacts:",
    ),
    "核定：改写以前的核查": swap(verdict("1.05"), "缺三件", "缺两件"),
    "核定：删去文件": remove(verdict("2.02")),
    "台账：registers/problems.csv": append(f"{CAMPAIGN}/registers/problems.csv", "\n"),
    "台账：新的一张": put(f"{CAMPAIGN}/registers/sites.csv"),
    "公开文字：publicity.yml": append(f"{CAMPAIGN}/publicity.yml", "# 注\n"),
    "公开文字：稿件": append("docs/public/news/kickoff.md", "\n再说一句。\n"),
    "公开文字：优待目录": append("data/publicity/benefits.csv", "\n"),
    "公开文字：点开头的文件": put("docs/public/.htaccess"),
    "审核：添一行，署甲": append(REVIEWS, ROW.format("甲")),
    "审核：添一行，署乙": append(REVIEWS, ROW.format("乙")),
    "审核：改旧的一行": swap(REVIEWS, "初审,通过,示例丁101,2026-02-22", "初审,退回,示例丁101,2026-02-22"),
    "单位：units.csv": append("data/units.csv", "\n"),
    "账号：accounts.csv": append("data/accounts.csv", "\n"),
    "人员：people.csv": append("data/people.csv", "\n"),
    "豁免：waivers.csv": append("data/waivers.csv", "\n"),
    "日历": append("data/calendar/2026.yml", "# 注\n"),
    "创建活动：campaign.yml": append(f"{CAMPAIGN}/campaign.yml", "# 注\n"),
    "考评标准：standard.csv": append(f"{CAMPAIGN}/standard.csv", "\n"),
    "计分规则：rules.yml": append(f"{CAMPAIGN}/rules.yml", "# 注\n"),
    "用词表：words.yml": append("data/publicity/words.yml", "# 注\n"),
    "审核人名单：reviewers.csv": append("data/publicity/reviewers.csv", "\n"),
    "字段格式：data/schemas": put("data/schemas/progress.json"),
    "程序：scripts": put("scripts/pipeline.py"),
    "测试：tests": put("tests/test_x.py"),
    "任务：tasks.py": put("tasks.py"),
    "依赖：requirements.lock": put("requirements.lock"),
    "网站设置：mkdocs.yml": put("mkdocs.yml"),
    "内部文档：docs/internal": put("docs/internal/guide/x.md"),
    "平台流程：.github": put(".github/workflows/check.yml"),
    "git 设置：.gitattributes": put(".gitattributes"),
    "git 设置：进展文件夹里的 .gitattributes": put(
        f"{CAMPAIGN}/progress/.gitattributes", "*.yml merge=ours\n"
    ),
    "git 设置：.mailmap": put(".mailmap"),
    "封存和锚点：seals": put("seals/anchors"),
    "服务器：deploy": put("deploy/hooks/update"),
    "钥匙：keys": put("keys/allowed_signers"),
    "不认识的路径": put("data/别的.yml"),
    "可执行的数据文件": put(f"{CAMPAIGN}/evidence/1.01/e3.pdf", mode=0o755),
    "符号链接": _link,
    "只差大小写的文件名": put(f"{CAMPAIGN}/evidence/1.01/E1.pdf"),
}


def table(folder: Path) -> str:
    """Return the table in Markdown, judged without a server's word: each commit by its author."""
    county = PowersCounty(folder / "county")
    lines = ["| 改什么 | " + " | ".join(ROLES) + " |", "| --- |" + " --- |" * len(ROLES)]
    for name, change in CHANGES.items():
        county.begin()
        change(county.root)
        county.git("add", "-A")
        tree = county.git("write-tree").decode().strip()
        lines.append(f"| {name} | " + " | ".join(_cells(county, tree)) + " |")
    return _HEAD + "\n".join(lines) + "\n"


def _cells(county: PowersCounty, tree: str) -> Iterator[str]:
    """Let each role in turn make the change, and the office undo it; judge all of it at once."""
    last, tried = "main", []
    for login, message in ROLES.values():
        last = last if last == "main" else _commit(county, "main^{tree}", last, "office", "撤回")
        last = _commit(county, tree, last, login, message)
        tried.append(last)
    refused = county.refused(head=last)
    for commit in tried:
        yield "、".join(sorted({each.code for each in refused if each.commit in ("", commit)})) or "可以"


def _commit(county: PowersCounty, tree: str, parent: str, login: str, message: str) -> str:
    mail = f"{login}@wei.example"
    words = ("commit-tree", tree, "-p", parent, "-m", message)
    return county.git(*words, GIT_AUTHOR_EMAIL=mail, GIT_COMMITTER_EMAIL=mail).decode().strip()


_HEAD = """\
# 谁能改什么

由测试从真的提交得出：微县小项 1.01 由县双拥办牵头，县财政局是措施 s2（各单位）的承办单位之一。
“可以”之外写的是拒绝的代号；拒绝时每处都用一句话说明改了什么、谁提出的、谁能改：
Q102 没有登记，Q2xx 路径不归他或不是普通文件，Q30x 小项不归他或改了已经报过的，
Q40x 状态跳步或动了已销号的小项，Q50x 核定记录，Q60x 审核记录。

"""


def told() -> bytes:
    """Return the table as it is compared and blessed."""
    with tempfile.TemporaryDirectory() as folder:
        return table(Path(folder)).encode()
