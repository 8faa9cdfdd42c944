"""The sample county: its campaign planned day by day from a seed, and the files as they stand at its end.

``tables/`` holds what was written by hand: steps, facts, weak points, checks.
The rest (dates, register entries, everyday reports) is drawn with a fixed
seed, without a clock, so that every run writes the same bytes. It reads the
campaign's own ``standard.csv`` and ``rules.yml`` and imports no other room:
the sample must not share a mistake with the code that loads it.
"""

from pathlib import Path

from scripts.sample.world import CAMPAIGN, SEED, World, item_files, read_world


def run(root: str) -> int:
    """Write the sample below ``root``; return 0, or 1 if its standard is not there."""
    campaign = Path(root) / "data" / "campaigns" / CAMPAIGN
    if not (campaign / "rules.yml").is_file():
        print(f"没有找到 data/campaigns/{CAMPAIGN}/rules.yml，示例数据只能生成在示例县的数据目录里。")
        return 1
    world = read_world(campaign, SEED)
    _remove_old(campaign / "evidence", world)
    for name, content in item_files(world).items():
        path = campaign / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    entries = sum(len(each.entries) for each in world.accounts)
    print(f"示例数据已生成：{len(world.accounts)} 个小项，佐证 {entries} 条。")
    return 0


def _remove_old(folder: Path, world: World) -> None:
    """Take away the evidence files of an earlier run."""
    for account in world.accounts:
        for old in (folder / account.plan.item).glob("e[0-9]*.p[dn][fg]"):
            old.unlink()
