"""A site built as one would build it in a hurry, with everything hostile texts hope for: the control.

Raw HTML, attribute lists, snippets, tags, drawings from text, titles as typed.
If the tests of payloads find nothing here, they could not find anything.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from scripts.publish.finished import Finished
from scripts.publish.inline import learn
from tests.payloads import BODIES, PAYLOADS

_SETTINGS = """
site_name: 天真的网站
docs_dir: docs
site_dir: site
use_directory_urls: false
theme: {name: material, font: false, language: zh}
nav: [index.md]
plugins: [search, tags]
markdown_extensions:
  - attr_list
  - md_in_html
  - tables
  - admonition
  - abbr
  - footnotes
  - pymdownx.snippets: {base_path: [secrets]}
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""


@dataclass(frozen=True, kw_only=True)
class Naive:
    """The finished site, and which page holds which payload."""

    site: Finished
    pages: Mapping[int, str]


def naive_site(folder: Path) -> Naive:
    """Build the naive site below ``folder``: one page for each payload."""
    docs = {"index.md": "# 首页\n\n正文。\n"} | {f"p{n}.md": _page(text) for n, text in PAYLOADS.items()}
    docs |= {f"p{n}.md": f"{text}\n" for n, text in BODIES.items()}
    (folder / "docs").mkdir(parents=True)
    (folder / "secrets").mkdir()
    (folder / "secrets/people.csv").write_text("姓名,电话\n示例甲,0000-0000000\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        _SETTINGS.replace("[secrets]", f"[{folder / 'secrets'}]"), encoding="utf-8"
    )
    for name, text in docs.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    return Naive(site=_built(folder), pages={n: f"p{n}.html" for n in (*PAYLOADS, *BODIES)})


def _page(text: str) -> str:
    """Return a page with a text as title, description, tag, heading, paragraph and cell."""
    line, quoted = " ".join(text.split()), json.dumps(text, ensure_ascii=False)
    front = f"---\ntitle: {quoted}\ndescription: {quoted}\ntags: [{quoted}]\n---\n"
    return f"{front}\n# {line}\n\n{text}\n\n| a | b |\n|---|---|\n| {line} | x |\n"


def _built(folder: Path) -> Finished:
    config = load_config(str(folder / "mkdocs.yml"))
    scripts = learn(config, config.theme.get_env(), 0)
    build(config)
    return Finished(audience="public", root=folder / "site", staged=frozenset(), scripts=scripts)
