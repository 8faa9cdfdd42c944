"""What a unit's form holds: the rows of each sheet, from the data as they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scripts.filing.flat import Flat, flatten
from scripts.forms.columns import EVIDENCE, FACTS, OVERVIEW, REPORTS, STEPS
from scripts.forms.facts import fact_rows
from scripts.forms.guide import guide_lines
from scripts.forms.register import evidence_rows
from scripts.forms.sheets import Cell, Form, Row, Sheet
from scripts.load.canonical import yaml_text
from scripts.load.yamls import read_yaml
from scripts.model.dataset import CampaignData, Dataset
from scripts.model.progress import Progress
from scripts.model.units import Unit
from scripts.model.words import ReportedState
from scripts.problems import DataError, Problem, suggestion
from scripts.score.standing import Standing, standings

_BLANK = 30


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a form is made from: the data at ``base``, and where each item stands on ``as_of``."""

    dataset: Dataset
    data: CampaignData
    standings: tuple[Standing, ...]
    base: str
    as_of: date

    @classmethod
    def of(cls, dataset: Dataset, campaign: str, base: str, as_of: date) -> "Ground":
        """Return the ground of a campaign, '' meaning the only one; DataError (X102) when there is none."""
        known = {data.campaign.id: data for data in dataset.campaigns}
        data = known.get(campaign) or (dataset.campaigns[0] if not campaign and len(known) == 1 else None)
        if data is None:
            what = (
                f"没有“{campaign[:40]}”这个创建活动{suggestion(campaign, known)}"
                if campaign
                else "有几个创建活动"
            )
            message = f"{what}（应写明其中一个：{' / '.join(known)}）"
            raise DataError([Problem(path="", line=0, code="X102", message=message)])
        made = standings(data, dataset, as_of)
        return cls(dataset=dataset, data=data, standings=made, base=base, as_of=as_of)

    @cached_property
    def flats(self) -> Mapping[str, Flat]:
        """Return the fields of each progress record as its file writes them; {} without a file."""
        return _Flats(self.data.progress)


class _Flats(dict[str, Flat]):
    """Fields of records by item, each worked out when it is first asked for: most units lead few."""

    def __init__(self, progress: Mapping[str, Progress]) -> None:
        """Begin with none."""
        self._progress = progress

    def __missing__(self, item: str) -> Flat:
        """Work out one record."""
        self[item] = flat_of(self._progress.get(item))
        return self[item]


def flat_of(record: Progress | None) -> Flat:
    """Return the fields of a record as its canonical file writes them."""
    return flatten(read_yaml(yaml_text(record), record.id).data) if record else {}


def form_of(ground: Ground, unit: Unit) -> Form:
    """Return all that ``unit`` may fill in; sheets without anything for it are left out."""
    mine = [each for each in ground.standings if each.item.lead_unit == unit.name]
    late = date.max
    steps = sorted(_steps(ground, unit), key=lambda found: (found[0] or late, found[0] is None))
    pieces = {each.item.item_id: tuple(asked.name for asked in each.rule.evidence) for each in mine}
    sheets = (
        Sheet(title="总览", columns=OVERVIEW, rows=tuple(_overview(ground, mine)), about="本单位牵头的小项"),
        Sheet(
            title="措施",
            columns=STEPS,
            rows=tuple(row for _, row in steps),
            about="办完一条，填一个完成日期；没办完的在最上面",
        ),
        Sheet(
            title="事实",
            columns=FACTS,
            rows=tuple(
                row
                for each in mine
                for row in fact_rows(each, ground.flats[each.item.item_id], ground.data.campaign.years)
            ),
            about="计分要看的事实",
        ),
        Sheet(
            title="佐证",
            columns=EVIDENCE,
            rows=tuple(evidence_rows(mine, ground.flats)),
            about="上面是还缺的，填了题名和级别就算登记；最下面的空行登记别的",
            blank=_BLANK if mine else 0,
            list_name="evidence",
        ),
        Sheet(
            title="报告",
            columns=REPORTS,
            rows=(),
            about="一行一条，报给双拥办看",
            blank=_BLANK if mine else 0,
            list_name="reports",
        ),
    )
    used = tuple(sheet for sheet in sheets if sheet.rows or sheet.blank)
    return Form(
        campaign=ground.data.campaign.id,
        title=ground.data.campaign.title,
        unit=unit.name,
        unit_id=unit.id,
        base=ground.base,
        as_of=ground.as_of,
        sheets=used,
        years=tuple(map(str, ground.data.campaign.years)),
        pieces=pieces,
        guide=tuple(guide_lines(mine, used, ground.as_of)),
    )


def _overview(ground: Ground, mine: list[Standing]) -> Iterator[Row]:
    for each in mine:
        item, flat = each.item.item_id, ground.flats[each.item.item_id]
        state = flat.get(("state",))
        yield Row(
            item=item,
            key=(item,),
            cells=(
                Cell(shown=item),
                Cell(shown=each.item.title),
                Cell(shown=each.light.value),
                Cell(shown=_present(each)),
                Cell(shown=each.due.isoformat()),
                Cell(shown=state or ReportedState.NOT_STARTED.value, path=("state",), old=state),
                field(flat, ("request", "on")),
                field(flat, ("request", "text")),
            ),
        )


def _present(standing: Standing) -> str:
    state, reason = standing.state.value, standing.light_reason
    return reason if reason.startswith(state) else f"{state}：{reason}"


def field(flat: Flat, path: tuple[str, ...]) -> Cell:
    """Return the cell that fills in one field of a record."""
    return Cell(shown=flat.get(path, ""), path=path, old=flat.get(path))


def _steps(ground: Ground, unit: Unit) -> Iterator[tuple[date | None, Row]]:
    """Yield the unit's rows with the day they are due, None when done."""
    for each in ground.standings:
        leads = each.item.lead_unit == unit.name
        for step in each.progress.steps if each.progress else ():
            due = step.due.on(ground.data.campaign.node_dates)
            members = ground.dataset.members(step.unit)
            shared = members != (step.unit,)
            if not (leads and not shared) and unit.name not in members:
                continue
            who = unit.name if shared else step.unit
            path = ("steps", step.id, "done", who) if shared else ("steps", step.id, "done")
            flat = ground.flats[each.item.item_id]
            done = flat.get(path)
            yield (
                None if done else due,
                Row(
                    item=each.item.item_id,
                    key=(each.item.item_id, step.id, who),
                    cells=(
                        Cell(shown=each.item.item_id),
                        Cell(shown=each.item.title),
                        Cell(shown=step.id),
                        Cell(shown=step.title),
                        Cell(shown=who),
                        Cell(shown=due.isoformat()),
                        Cell(shown="已办结" if done else _left((due - ground.as_of).days)),
                        field(flat, path),
                    ),
                ),
            )


def _left(days: int) -> str:
    return f"逾期 {-days} 天" if days < 0 else f"{days} 天" if days else "今天到期"
