"""The publish workflow, run as committed: what reaches the public, and what never does."""

import subprocess
from pathlib import Path

import pytest

from scripts.commands import run_format
from tests.counties import edit
from tests.forge_server import ForgeServer, Run
from tests.sign_sample import sign
from tests.test_releasing import make_real

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path) -> ForgeServer:
    """Return a server with a county in earnest, ready to publish."""
    server = ForgeServer(tmp_path)
    make_real(server.work)
    run_format(str(server.work))
    sign(server.work)
    server.commit("换成真实数据，审完对外文字", "office")
    server.git("push", "-q", "origin", "main")
    return server


def publish(server: ForgeServer, *options: str) -> Run:
    """Run the workflow for a push to main."""
    return server.run("publish.yml", "push", {"ref": "refs/heads/main"}, *options)


def test_a_push_to_main_puts_the_public_site_online(server: ForgeServer) -> None:
    """The pages branch holds the public site and nothing else: no internal page, no data file."""
    run = publish(server, "--var", "PUBLIC_SITE=on")
    assert run.code == 0, run.log
    site = server.files_of("pages")
    assert {"index.html", "elder/index.html", "feed.xml", ".nojekyll"} <= set(site)
    assert not [
        name for name in site if name.startswith(("items/", "units/", "majors/")) or "internal" in name
    ]
    assert "（内部）".encode() not in b"".join(site.values())


def test_nothing_is_published_until_the_county_says_so(server: ForgeServer) -> None:
    """Without the variable neither job begins: a county is not online by accident."""
    run = publish(server)
    assert run.code == 0, run.log
    assert "pages" not in server.branches()
    assert "Main " not in run.log


def test_a_broken_main_leaves_the_last_site_online(server: ForgeServer) -> None:
    """When the data are wrong nothing is pushed, and the log says which line to mend."""
    assert publish(server, "--var", "PUBLIC_SITE=on").code == 0
    before = server.branches()["pages"]
    path = "data/campaigns/wx-2026/progress/1.01.yml"
    edit(server.work / path, "state: 办理中", "state: 快好了")
    server.commit("写错", "office")
    server.git("push", "-q", "origin", "main")
    run = publish(server, "--var", "PUBLIC_SITE=on")
    assert run.code == 1
    assert f"{path}:" in run.log
    assert server.branches()["pages"] == before


def test_the_internal_site_goes_to_a_folder_of_the_county(server: ForgeServer) -> None:
    """With its own runner and folder the county gets the internal site there; nothing is pushed anywhere."""
    folder = server.folder / "intranet"
    run = publish(server, "--var", f"INTERNAL_FOLDER={folder}")
    assert run.code == 0, run.log
    assert (folder / "internal/site/index.html").is_file()
    assert set(server.branches()) == {"main"}


def test_a_signed_anchor_waits_on_a_branch_for_the_office(server: ForgeServer) -> None:
    """With a key, what was published is recorded; main itself is never written by the workflow."""
    key = server.folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    before = server.branches()["main"]
    run = publish(server, "--var", "PUBLIC_SITE=on", "-s", f"ANCHOR_KEY={key.read_text()}")
    assert run.code == 0, run.log
    [branch] = [name for name in server.branches() if name.startswith("anchor-")]
    assert before.encode() in b"".join(
        content for name, content in server.files_of(branch).items() if name.startswith("seals/")
    )
    assert server.branches()["main"] == before
    assert not list(server.folder.rglob("anchor-key"))
    assert "PRIVATE KEY" not in run.log
