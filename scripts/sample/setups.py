"""The first commit of each unit: it takes its items over and lists their steps."""

from collections.abc import Iterator
from datetime import timedelta

from scripts.sample.edit import MORNING, Edit, times_of
from scripts.sample.frame import FOLDER
from scripts.sample.progress import Account, progress_text
from scripts.sample.world import World

_DAYS = 4
_TOGETHER = 5


def setups(world: World) -> Iterator[Edit]:
    """Yield the first commit of each unit: it takes its items over and lists their steps."""
    leads: dict[str, list[Account]] = {}
    for account in world.accounts:
        leads.setdefault(account.plan.lead, []).append(account)
    for unit, accounts in leads.items():
        rng = world.chance(unit, "setup")
        for start in range(0, len(accounts), _TOGETHER):
            some = accounts[start : start + _TOGETHER]
            day = world.county.days.nodes["START"] + timedelta(days=rng.randint(1, _DAYS))
            items = "、".join(account.plan.item for account in some)
            steps = sum(len(account.steps) for account in some)
            words = rng.choice(("领取任务", "签收任务交办单", "任务分解"))
            files = {
                f"{FOLDER}/progress/{account.plan.item}.yml": progress_text(account, {}).encode()
                for account in some
            }
            at = times_of([day], MORNING, rng)[0]
            yield Edit(at=at, unit=unit, message=f"{words}：{items}，排定措施{steps}项", files=files)
