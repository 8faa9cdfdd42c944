"""Rules across a campaign's own frame: dates, counts, standard, scoring rules."""

from collections.abc import Iterator

from scripts.check.scope import Scope, is_group, repeated
from scripts.model.standard import Bands, MinusEach, Part, PlusEach, Share
from scripts.model.words import ItemKind
from scripts.problems import Problem
from scripts.score.items import computed_maximum

_FILE = "campaign.yml"
_STANDARD = "standard.csv"
_RULES = "rules.yml"
_RESERVED = {"items", "majors", "units", "guide", "evidence", "assets", "search", "decisions"}


def campaign_named(scope: Scope) -> Iterator[Problem]:
    """The campaign's id is its folder's name and no page's."""
    campaign = scope.data.campaign
    folder = scope.data.folder.rsplit("/", 1)[-1]
    if campaign.id != folder:
        yield scope.error(_FILE, "K307", f"id 与文件夹名不一致（应为“{folder}”，实为“{campaign.id}”）", "id")
    if campaign.id in _RESERVED:
        yield scope.error(_FILE, "K307", f"id “{campaign.id}”是系统保留的名字（应换一个）", "id")


def nodes_ordered(scope: Scope) -> Iterator[Problem]:
    """Nodes have ids of their own and stand in the order of their dates."""
    nodes = scope.data.campaign.nodes
    for index in repeated([node.id for node in nodes]):
        yield scope.error(_FILE, "K308", f"节点代号“{nodes[index].id}”重复（应唯一）", "nodes", index)
    for index in range(1, len(nodes)):
        if nodes[index].date < nodes[index - 1].date:
            message = f"节点“{nodes[index].title}”早于前一个节点（应按日期先后）"
            yield scope.error(_FILE, "K308", message, "nodes", index)


def years_ascending(scope: Scope) -> Iterator[Problem]:
    """The years of the window ascend without a gap."""
    years = scope.data.campaign.years
    if not years or list(years) != list(range(years[0], years[0] + len(years))):
        yield scope.error(_FILE, "K309", "届期年份应连续递增，如 [2023, 2024, 2025, 2026]", "years")


def campaign_units_exist(scope: Scope) -> Iterator[Problem]:
    """The office and the work groups' units exist; terms of office are in order."""
    campaign = scope.data.campaign
    named = [(campaign.office, ("office",))] + [
        (unit, ("work_groups", index))
        for index, group in enumerate(campaign.work_groups)
        for unit in (group.lead, *group.members)
    ]
    for unit, loc in named:
        if problem := scope.unit_problem(_FILE, unit, *loc):
            yield problem
    for index, seat in enumerate(campaign.leading_group):
        if seat.until and seat.until < seat.since:
            yield scope.error(
                _FILE, "K308", f"“{seat.post}”的止期早于起期（应晚于 {seat.since}）", "leading_group", index
            )


def counts_hold(scope: Scope) -> Iterator[Problem]:
    """The standard has the numbers of items it declares."""
    declared, items = scope.data.campaign.declared, scope.data.items
    extra = (ItemKind.BONUS, ItemKind.DEDUCTION)
    found = {
        "大项": (declared.majors, len({item.major_no for item in items})),
        "小项": (declared.items, len(items)),
        "加扣分": (declared.bonus, sum(item.kind in extra for item in items)),
        "一票否决": (declared.vetoes, sum(item.kind is ItemKind.VETO for item in items)),
    }
    for name, (expected, actual) in found.items():
        if expected != actual:
            message = f"{name}数与 standard.csv 不符（应为 {expected}，实为 {actual}）"
            yield scope.error(_FILE, "K312", message, "declared", name)


def items_well_formed(scope: Scope) -> Iterator[Problem]:
    """Item ids are unique and begin with the major item's number; titles and signs agree."""
    items = scope.data.items
    titles: dict[int, str] = {}
    for index in repeated([item.item_id for item in items]):
        yield scope.error(_STANDARD, "K310", f"小项编号“{items[index].item_id}”重复（应唯一）", index)
    for index, item in enumerate(items):
        if item.item_id.split(".")[0] != str(item.major_no):
            message = f"小项编号 {item.item_id} 与大项序号 {item.major_no} 不符（应以大项序号开头）"
            yield scope.error(_STANDARD, "K311", message, index)
        if titles.setdefault(item.major_no, item.major_title) != item.major_title:
            known = titles[item.major_no]
            message = f"大项 {item.major_no} 名称前后不一（应为“{known}”，实为“{item.major_title}”）"
            yield scope.error(_STANDARD, "K311", message, index)
        if not _SIGNS[item.kind](item.max_points):
            message = (
                f"分值与类别不符（{item.kind.value}项应{_SIGN_WORDS[item.kind]}，实为 {item.max_points}）"
            )
            yield scope.error(_STANDARD, "K313", message, index)


_SIGNS = {
    ItemKind.BASE: lambda points: points > 0,
    ItemKind.BONUS: lambda points: points > 0,
    ItemKind.DEDUCTION: lambda points: points < 0,
    ItemKind.VETO: lambda points: points == 0,
}
_SIGN_WORDS = {
    ItemKind.BASE: "大于 0",
    ItemKind.BONUS: "大于 0",
    ItemKind.DEDUCTION: "小于 0",
    ItemKind.VETO: "等于 0",
}


def item_units_exist(scope: Scope) -> Iterator[Problem]:
    """Lead and supporting units exist; a collective unit cannot lead."""
    for index, item in enumerate(scope.data.items):
        for unit in (item.lead_unit, *item.support_units):
            if problem := scope.unit_problem(_STANDARD, unit, index):
                yield problem
        if is_group(scope.dataset, item.lead_unit):
            yield scope.error(_STANDARD, "K314", f"“{item.lead_unit}”是集合，不能牵头（应为一个单位）", index)


def item_deadlines_known(scope: Scope) -> Iterator[Problem]:
    """A deadline counts back from a node that exists."""
    for index, item in enumerate(scope.data.items):
        if scope.due_of(item) is None:
            known = " / ".join(scope.nodes)
            yield scope.error(
                _STANDARD, "K315", f"期限“{item.due.text}”的节点不存在（应为 {known} 之一）", index
            )


def rules_match_items(scope: Scope) -> Iterator[Problem]:
    """Every item has a rule, every rule an item; two rules of one item differ in ``since``."""
    ruled = {rule.id for rule in scope.data.rules}
    for index, item in enumerate(scope.data.items):
        if item.item_id not in ruled:
            yield scope.error(
                _STANDARD, "K320", f"{item.item_id} 没有计分规则（应在 rules.yml 中有一条）", index
            )
    for index, rule in enumerate(scope.data.rules):
        if rule.id not in scope.items:
            yield scope.error(
                _RULES, "K320", f"没有 {rule.id} 这个小项（应为 standard.csv 中的编号）", "items", index
            )
    for index in repeated([f"{rule.id} {rule.since}" for rule in scope.data.rules]):
        rule = scope.data.rules[index]
        yield scope.error(
            _RULES, "K320", f"{rule.id} 在 {rule.since} 有两版规则（since 应不同）", "items", index
        )


def rules_add_up(scope: Scope) -> Iterator[Problem]:
    """The computed maximum of the parts equals the printed points."""
    for index, rule in enumerate(scope.data.rules):
        item = scope.items.get(rule.id)
        if item is None:
            continue
        computed = computed_maximum(rule, item.kind)
        if computed != item.max_points:
            message = f"{rule.id} 各部分之和与分值不符（应为 {item.max_points}，实为 {computed}）"
            yield scope.error(_RULES, "K321", message, "items", index, "parts")


def rules_ask_printed_evidence(scope: Scope) -> Iterator[Problem]:
    """Rules ask exactly the evidence the standard prints."""
    for index, rule in enumerate(scope.data.rules):
        item = scope.items.get(rule.id)
        asked = [each.name for each in rule.evidence]
        if item is None or asked == list(item.evidence):
            continue
        missing = [name for name in item.evidence if name not in asked]
        extra = [name for name in asked if name not in item.evidence]
        found = [f"缺“{'、'.join(missing)}”"] if missing else []
        found += [f"多“{'、'.join(extra)}”"] if extra else []
        message = f"{rule.id} 佐证与 standard.csv 不符（{'，'.join(found) or '次序不同'}）"
        place = (asked.index(extra[0]),) if extra else ()
        yield scope.error(_RULES, "K322", message, "items", index, "evidence", *place)


def parts_well_formed(scope: Scope) -> Iterator[Problem]:
    """Facts are read once in an item, and each part has what its kind needs."""
    for index, rule in enumerate(scope.data.rules):
        places = [("parts", number) for number in range(len(rule.parts))]
        places += [("void", number) for number in range(len(rule.void))]
        facts = [each.fact for each in (*rule.parts, *rule.void)]
        for at in repeated(facts):
            message = f"{rule.id} 的事实“{facts[at]}”用了两次（应各有其名）"
            yield scope.error(_RULES, "K323", message, "items", index, *places[at])
        for number, part in enumerate(rule.parts):
            for message in _part(part):
                yield scope.error(_RULES, "K324", f"“{part.title}”{message}", "items", index, "parts", number)


def _part(part: Part) -> Iterator[str]:
    if part.points < 0 and not isinstance(part, MinusEach):
        yield f"的分值应不小于 0（只有倒扣可以为负，实为 {part.points}）"
    if isinstance(part, MinusEach | PlusEach):
        yield from _rates(part)
    if isinstance(part, Bands):
        yield from _bands(part)
    if isinstance(part, Share | Bands) and not 0 <= (part.when_none or 0) <= part.points:
        yield f"的 when_none 超出分值（应在 0–{part.points} 之间）"


def _rates(part: MinusEach | PlusEach) -> Iterator[str]:
    if (part.each is None) == (part.grades is None):
        yield "应在 each 和 grades 中只填一个"
    if any(rate <= 0 for rate in (part.each, *(part.grades or {}).values()) if rate is not None):
        yield "每一处的分数应大于 0"


def _bands(part: Bands) -> Iterator[str]:
    if any(not 0 <= points <= part.points for points in part.bands.values()):
        yield f"有一档超出分值（应在 0–{part.points} 之间）"
    if part.points not in part.bands.values():
        yield f"没有一档得满分（应有一档为 {part.points}）"


def publicity_nodes_exist(scope: Scope) -> Iterator[Problem]:
    """Nodes shown to the public exist."""
    for index, node in enumerate(scope.data.publicity.nodes):
        if node not in scope.nodes:
            message = f"节点“{node}”不存在（应为 {' / '.join(scope.nodes)} 之一）"
            yield scope.error("publicity.yml", "K373", message, "nodes", index)


def register_consistent(scope: Scope) -> Iterator[Problem]:
    """Problems have ids of their own, known items and units, and dates in order."""
    name, entries = "registers/problems.csv", scope.data.problems
    for index in repeated([entry.id for entry in entries]):
        yield scope.error(name, "K372", f"问题编号“{entries[index].id}”重复（应唯一）", index)
    for index, entry in enumerate(entries):
        if entry.item not in scope.items:
            yield scope.error(
                name, "K372", f"没有 {entry.item} 这个小项（应为 standard.csv 中的编号）", index
            )
        if problem := scope.unit_problem(name, entry.unit, index):
            yield problem
        if entry.due < entry.found_on or (entry.closed_on and entry.closed_on < entry.found_on):
            yield scope.error(
                name, "K372", f"整改期限或销号日期早于发现日期 {entry.found_on}（应不早于）", index
            )
