"""The server behind the form, as the guide starts it: it writes what the form writes, and nothing else."""

import json
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scripts.publish.tree import remove
from tests.repositories import CAMPAIGN, Repository
from tests.web_servers import free_ports
from tests.webform_tools import NAMES, proposals

pytestmark = pytest.mark.slow

ITEM = f"{CAMPAIGN}/progress/1.01.yml"
OUTSIDE = (
    ".git/config",
    "tasks.py",
    "scripts/merge_driver.py",
    ".gitattributes",
    "data/accounts.csv",
    f"{CAMPAIGN}/verdicts/1.01.yml",
    f"{CAMPAIGN}/progress/../../../../.git/config",
    f"{CAMPAIGN}/progress/.git/x.yml",
    "docs/public/news/../../../.git/hooks/x.md",
    "docs/public/.git/x.md",
)


@dataclass(frozen=True, kw_only=True)
class Clone:
    """The clone of an office and the server before it."""

    repository: Repository
    port: int

    def ask(self, action: str, **params: Any) -> tuple[int, str]:
        """Return status and text of an answer."""
        body = {"branch": "main", "action": action, "params": {"branch": "main", **params}}
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/v1",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310 - our own address
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def save(self, path: str, text: str = "x", **options: Any) -> tuple[int, str]:
        """Save a file as the form does."""
        own = {"collectionName": "wx-2026-syb", "commitMessage": "报", "status": "draft", "useWorkflow": True}
        return self.ask(
            "persistEntry",
            dataFiles=[{"slug": "1.01", "path": path, "raw": text}],
            assets=[],
            options=own | options,
        )

    def lies(self) -> Mapping[str, bytes]:
        """Return every file of the clone that git does not rewrite by looking at it."""
        found = {path: path.read_bytes() for path in self.repository.root.rglob("*") if path.is_file()}
        return {str(path): text for path, text in found.items() if path.name != "index"}


@pytest.fixture(scope="module")
def clone() -> Iterator[Clone]:
    """微县's clone, served."""
    folder = Path(tempfile.mkdtemp(prefix="served-form-"))
    repository = Repository(folder / "county")
    for name, value in NAMES.items():
        repository.git("config", name, value)
    [port] = free_ports(1)
    with proposals(repository, port, folder / "decap"):
        yield Clone(repository=repository, port=port)
    remove(folder)


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("workflow", [True, False])
def test_only_what_the_form_writes_can_be_written(clone: Clone, path: str, *, workflow: bool) -> None:
    """Git's settings, programs, rules and verdicts are neither written nor read through the form."""
    before = clone.lies()
    status, told = clone.save(path, useWorkflow=workflow)
    assert (status, "一律不收" in told) == (403, True)
    assert clone.ask("getEntry", path=path)[0] == 403
    assert clone.lies() == before


@pytest.mark.parametrize(
    ("action", "params"),
    [
        ("persistMedia", {"asset": {"path": "docs/public/x.png", "content": "", "encoding": "base64"}}),
        ("deleteFile", {"path": ITEM, "options": {"commitMessage": "删除"}}),
        ("deleteFiles", {"paths": [ITEM], "options": {"commitMessage": "删除"}}),
        ("getMediaFile", {"path": ".git/config"}),
        ("entriesByFolder", {"folder": ".git", "extension": "", "depth": 9}),
        ("entriesByFiles", {"files": [{"path": ".git/config"}]}),
        ("getMedia", {"mediaFolder": ".git"}),
        ("unpublishedEntryDataFile", {"path": ".git/config", "collection": "a", "slug": "b", "id": "c"}),
        ("getEntry", {"path": ITEM, "branch": "cms/wx-2026-syb/1.01"}),
        ("persistEntry", {}),
        ("constructor", {}),
    ],
)
def test_what_the_form_never_asks_is_not_answered(clone: Clone, action: str, params: dict[str, Any]) -> None:
    """Deleting, uploading, looking elsewhere: refused in a sentence, and nothing changes."""
    before = clone.lies()
    status, told = clone.ask(action, **params)
    assert (status, "一律不收" in told) == (403, True)
    assert clone.lies() == before


def test_what_the_form_saves_is_a_proposal_never_main(clone: Clone) -> None:
    """An item's file goes to its own branch; asked to write main without review, the server refuses."""
    main, text = clone.repository.at("main"), clone.repository.git("show", f"main:{ITEM}").decode()
    changed = text.replace("done: 2026-06-10}", "done: 2026-06-11}")
    assert changed != text
    assert clone.save(ITEM, changed, useWorkflow=False)[0] == 403
    assert clone.save(ITEM, changed)[0] == 200
    assert clone.repository.at("main") == main
    assert clone.repository.git("show", f"cms/wx-2026-syb/1.01:{ITEM}").decode() == changed
