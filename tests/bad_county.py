"""坏县: every mistake once. What git or an editor could mend on the way is made here, not stored."""

from pathlib import Path

from tests.counties import ROOT, copy_county

BAD = ROOT / "tests" / "bad"
HEAVY = {
    "line": "军民一家" * 1_251,
    "levels": "    " * 8 + "- 第九层",
    "brackets": "[" * 51,
    "rows": "一行\n" * 1_001,
    "body": "军民一家亲。\n\n" * 5_001,
}
"""Articles on which the engine of the site would hang or break, with their one fault each."""


def make(target: Path) -> Path:
    """Make 坏县 below ``target``; return its root."""
    root = copy_county(BAD, target)
    campaign = root / "data/campaigns/b"
    (campaign / "rules.yml").write_bytes("items:\n  - {id: 示例县}\n".encode("gbk"))
    (campaign / "publicity.yml").write_bytes("title: 专栏\n".encode("utf-16"))
    with (campaign / "progress/1.04.yml").open("wb") as file:
        file.truncate(1_000_001)
    (campaign / "progress/1.05.yml").write_text('id: "1.05"\nstate: 办理\u200b中\n', encoding="utf-8")
    (campaign / "progress/1.06.yml").symlink_to("1.01.yml")
    for name, body in HEAVY.items():
        text = f"---\ntitle: 太重的文章\n---\n\n{body}\n"
        (root / f"docs/public/news/heavy-{name}.md").write_text(text, encoding="utf-8")
    (root / "data/campaigns/a/evidence/1.01/扫描件.pdf").write_bytes(b"%PDF-1.4\n")
    return root
