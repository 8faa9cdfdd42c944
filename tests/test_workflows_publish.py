"""The publish workflow, run as committed: what reaches the public, and what never does."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.commands import run_format
from tests.counties import edit
from tests.forge_server import ForgeServer, Run
from tests.sign_sample import sign
from tests.test_releasing import make_real

pytestmark = pytest.mark.slow

ON = ("--var", "PUBLIC_SITE=on", "-s", "PUBLISH_TOKEN=only-for-this-test")


def begun(folder: Path) -> ForgeServer:
    """Return a server with a county in earnest, ready to publish."""
    server = ForgeServer(folder)
    make_real(server.work)
    run_format(str(server.work))
    sign(server.work)
    server.commit("换成真实数据，审完对外文字", "office")
    server.git("push", "-q", "origin", "main")
    return server


def publish(server: ForgeServer, *options: str) -> Run:
    """Run the workflow for a push to main."""
    return server.run("publish.yml", "push", {"ref": "refs/heads/main"}, *options)


@dataclass(frozen=True, kw_only=True)
class Published:
    """A first release with a key for anchors: the run, and the branches before and after."""

    server: ForgeServer
    run: Run
    before: Mapping[str, str]
    after: Mapping[str, str]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Publish once for the tests that look at what came of it."""
    server = begun(tmp_path_factory.mktemp("forge"))
    key = server.folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    before = server.branches()
    run = publish(server, *ON, "-s", f"ANCHOR_KEY={key.read_text()}")
    return Published(server=server, run=run, before=before, after=server.branches())


def test_a_push_to_main_puts_the_public_site_online(published: Published) -> None:
    """The pages branch holds the public site and nothing else: no internal page, no data file."""
    assert published.run.code == 0, published.run.log
    site = published.server.files_of("pages")
    assert {"index.html", "elder/index.html", "feed.xml", ".nojekyll"} <= set(site)
    assert not [
        name for name in site if name.startswith(("items/", "units/", "majors/")) or "internal" in name
    ]
    assert "（内部）".encode() not in b"".join(site.values())


def test_a_signed_anchor_waits_on_a_branch_for_the_office(published: Published) -> None:
    """With a key, what was published is recorded; main itself is never written by the workflow."""
    [branch] = [name for name in published.after if name.startswith("anchor-")]
    files = published.server.files_of(branch)
    seals = b"".join(content for name, content in files.items() if name.startswith("seals/"))
    assert published.before["main"].encode() in seals
    assert published.after["main"] == published.before["main"]
    assert not list(published.server.folder.rglob("anchor-key"))
    assert "PRIVATE KEY" not in published.run.log


def test_without_its_own_token_nothing_is_published(published: Published) -> None:
    """The task's own token writes no branch: without the environment's secret nothing is pushed."""
    run = publish(published.server, *ON[:2])
    assert run.code == 1
    assert "没有密钥 PUBLISH_TOKEN" in run.summary
    assert published.server.branches() == published.after


def test_a_broken_main_leaves_the_last_site_online(published: Published) -> None:
    """When the data are wrong nothing is pushed, and the summary says which line to mend."""
    server, path = published.server, "data/campaigns/wx-2026/progress/1.01.yml"
    edit(server.work / path, "state: 办理中", "state: 快好了")
    server.commit("写错", "office")
    server.git("push", "-q", "origin", "main")
    run = publish(server, *ON)
    assert run.code == 1
    assert f"{path}:" in run.summary
    assert server.branches()["pages"] == published.after["pages"]


def test_nothing_is_published_until_the_county_says_so(tmp_path: Path) -> None:
    """Without the variable no job begins: a county is not online by accident."""
    server = ForgeServer(tmp_path)
    run = publish(server)
    assert run.code == 0, run.log
    assert set(server.branches()) == {"main"}
    assert "Main " not in run.log


def test_the_sample_county_cannot_be_published(tmp_path: Path) -> None:
    """Even with the variable, sample data are refused by the release and nothing is pushed."""
    server = ForgeServer(tmp_path)
    run = publish(server, *ON)
    assert run.code == 1
    assert "R01 这是示例数据，不能正式发布" in run.summary
    assert set(server.branches()) == {"main"}


def test_the_internal_site_goes_to_a_folder_of_the_county(tmp_path: Path) -> None:
    """With its own runner and folder the county gets the internal site there; nothing is pushed anywhere."""
    server = begun(tmp_path)
    folder = tmp_path / "intranet"
    run = publish(server, "--var", f"INTERNAL_FOLDER={folder}")
    assert run.code == 0, run.log
    assert (folder / "internal/site/index.html").is_file()
    assert set(server.branches()) == {"main"}
