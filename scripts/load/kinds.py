"""Every kind of data file: where it lies, its model, who owns it, who may read it.

The formatter, the JSON Schemas and the data dictionary are all made from this
table, so that a new kind of file is described in one place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.model.accounts import Account
from scripts.model.campaign import Campaign
from scripts.model.column import Benefit, Place, Question, Review, Reviewer, Township, WordList
from scripts.model.fields import Record
from scripts.model.progress import ProblemEntry, Progress, Verdict
from scripts.model.publicity import Publicity
from scripts.model.standard import Item, RuleBook
from scripts.model.units import Calendar, Person, Unit, Waiver
from scripts.paths import Layout


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """One kind of data file. ``pattern`` is relative to ``data/``."""

    name: str
    title: str
    pattern: str
    model: type[Record]
    owner: str
    readers: str
    purpose: str

    @property
    def is_table(self) -> bool:
        """Whether the file is a CSV table of ``model``."""
        return self.pattern.endswith(".csv")

    def files(self, layout: Layout) -> Iterator[Path]:
        """Yield the files of this kind that are loaded (no templates), sorted."""
        for path in sorted(layout.data.glob(self.pattern)):
            if not any(part[0] in "_." for part in path.relative_to(layout.data).parts):
                yield path


KINDS: tuple[FileKind, ...] = (
    FileKind(
        name="units",
        title="责任单位",
        pattern="units.csv",
        model=Unit,
        owner="双拥办",
        readers="公开名称，其余内部",
        purpose="五十多个责任单位及其归类；各文件按现名引用",
    ),
    FileKind(
        name="people",
        title="责任人",
        pattern="people.csv",
        model=Person,
        owner="双拥办",
        readers="内部",
        purpose="每个单位的主要负责人、分管领导、联络员",
    ),
    FileKind(
        name="accounts",
        title="账号",
        pattern="accounts.csv",
        model=Account,
        owner="双拥办",
        readers="内部",
        purpose="谁用哪个账号、哪个邮箱，能填报、核定、撰稿、审核还是管理；没有登记的账号什么都不能改",
    ),
    FileKind(
        name="waivers",
        title="问题豁免",
        pattern="waivers.csv",
        model=Waiver,
        owner="双拥办",
        readers="内部",
        purpose="暂时接受的核对问题，写明理由和到期日",
    ),
    FileKind(
        name="calendar",
        title="工作日历",
        pattern="calendar/*.yml",
        model=Calendar,
        owner="双拥办",
        readers="内部",
        purpose="逐年放假和调休；没有数据的年份按“未公布”处理",
    ),
    FileKind(
        name="campaign",
        title="创建活动",
        pattern="campaigns/*/campaign.yml",
        model=Campaign,
        owner="双拥办",
        readers="内部",
        purpose="届次、节点、亮灯规则、领导小组和工作组",
    ),
    FileKind(
        name="standard",
        title="考评标准",
        pattern="campaigns/*/standard.csv",
        model=Item,
        owner="双拥办",
        readers="内部",
        purpose="大项和小项：内容、分值、佐证、责任单位、时限",
    ),
    FileKind(
        name="rules",
        title="计分规则",
        pattern="campaigns/*/rules.yml",
        model=RuleBook,
        owner="双拥办",
        readers="内部",
        purpose="把每条评分标准写成可计算的部分",
    ),
    FileKind(
        name="progress",
        title="办理进展",
        pattern="campaigns/*/progress/*.yml",
        model=Progress,
        owner="牵头单位",
        readers="内部",
        purpose="每个小项的措施、事实、佐证、报告和销号申请",
    ),
    FileKind(
        name="verdict",
        title="核定",
        pattern="campaigns/*/verdicts/*.yml",
        model=Verdict,
        owner="双拥办",
        readers="内部",
        purpose="核查记录、核实的事实、退回或销号",
    ),
    FileKind(
        name="problems",
        title="问题台账",
        pattern="campaigns/*/registers/problems.csv",
        model=ProblemEntry,
        owner="双拥办",
        readers="内部",
        purpose="补短板、强弱项、填空白、增特色四类问题",
    ),
    FileKind(
        name="publicity",
        title="对外公开",
        pattern="campaigns/*/publicity.yml",
        model=Publicity,
        owner="双拥办",
        readers="公开",
        purpose="公众可以看到的每一句话、每一个数字",
    ),
    FileKind(
        name="reviewers",
        title="审核人",
        pattern="publicity/reviewers.csv",
        model=Reviewer,
        owner="双拥办",
        readers="内部",
        purpose="谁可以签初审、复审、终审、保密审查；没有登记的人签了不算",
    ),
    FileKind(
        name="reviews",
        title="三审三校和保密审查",
        pattern="publicity/reviews.csv",
        model=Review,
        owner="审核人",
        readers="内部",
        purpose="公开稿件每一步由谁、何时、对哪一份文字和图片签的意见",
    ),
    FileKind(
        name="benefits",
        title="优待目录",
        pattern="publicity/benefits.csv",
        model=Benefit,
        owner="双拥办",
        readers="公开",
        purpose="每项优待：对象、内容、凭证、地点、电话、有效期",
    ),
    FileKind(
        name="places",
        title="双拥阵地",
        pattern="publicity/places.csv",
        model=Place,
        owner="双拥办",
        readers="公开",
        purpose="可以参观的场所：地址、开放时间、预约方式",
    ),
    FileKind(
        name="townships",
        title="阵地示意图",
        pattern="publicity/townships.csv",
        model=Township,
        owner="双拥办",
        readers="公开",
        purpose="示意图里各乡镇（街道）的格子位置，不是地图",
    ),
    FileKind(
        name="questions",
        title="应知应会题",
        pattern="publicity/questions.csv",
        model=Question,
        owner="双拥办",
        readers="公开",
        purpose="自测题：题目、选项、答案和解析",
    ),
    FileKind(
        name="words",
        title="错敏词和规范称谓",
        pattern="publicity/words.yml",
        model=WordList,
        owner="双拥办",
        readers="内部",
        purpose="公开文字不能出现的词、规范写法，允许公开的电话、邮箱和网站",
    ),
)
