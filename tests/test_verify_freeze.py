"""Freezing and anchoring: what they record, and when they refuse."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from scripts import commands
from scripts.commands import proof as proof_tasks
from scripts.history.proof import anchors
from scripts.history.proof.freeze import ProofError, prepare
from tests.counties import digests
from tests.history_attacks import foxtrot
from tests.proof_repository import OFFICE, Place, make_history, make_place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A repository with one commit."""
    return make_place(tmp_path / "p")


def test_a_seal_lists_every_file_and_is_tagged(place: Place) -> None:
    """The record holds the digest of every file of data and docs, and the signed tag holds the record's."""
    assert proof_tasks.run_freeze(str(place.root), "市级初验", "2026-07-20") == 0

    content = (place.root / "seals/1-市级初验.json").read_bytes()
    seal = json.loads(content)
    assert seal["as_of"] == "2026-07-20"
    assert seal["commit"] == place.git("rev-parse", "HEAD")
    held = {f"data/{path}": digest for path, digest in digests(place.root / "data").items()}
    assert held.items() <= seal["files"].items()
    tag = place.git("cat-file", "tag", "seal/市级初验")
    assert f"sha256: {anchors.digest(content)}" in tag
    assert "BEGIN SSH SIGNATURE" in tag


def test_a_seal_holds_the_sites_of_its_commit(place: Place) -> None:
    """Sites built from the very commit are sealed too; sites of another commit are not."""
    assert commands.run_build(str(place.root), "2026-07-20", "") == 0
    assert proof_tasks.run_freeze(str(place.root), "一", "2026-07-20") == 0
    site = json.loads((place.root / "seals/1-一.json").read_bytes())["site"]
    assert "public/site/index.html" in site
    page = place.root / "build/current/public/site/index.html"
    manifest = place.root / "build/current/manifest.json"
    stated = json.loads(manifest.read_bytes())
    page.write_text("改过")
    assert "内容与清单不符" in place.failed()["成品与清单、封存一致"]

    entry = {"sha256": anchors.digest(page.read_bytes()), "size": page.stat().st_size}
    stated["files"]["public/site/index.html"] = entry
    manifest.write_text(json.dumps(stated))
    assert "与封存“一”时的不同" in place.failed()["成品与清单、封存一致"]

    place.commit(OFFICE)
    assert proof_tasks.run_freeze(str(place.root), "二", "2026-07-20") == 0
    assert json.loads((place.root / "seals/2-二.json").read_bytes())["site"] == {}


def test_freezing_refuses(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An edited tree, a taken or empty name, and no commit are refused with a sentence, writing nothing."""
    root = str(place.root)
    assert proof_tasks.run_freeze(root, "一", "") == 0
    assert proof_tasks.run_freeze(root, "二", "") == 1
    place.commit(OFFICE)
    assert proof_tasks.run_freeze(root, "一", "") == 1
    assert proof_tasks.run_freeze(root, "///", "") == 1
    place.git("tag", "seal/三")
    assert proof_tasks.run_freeze(root, "三", "") == 1
    subprocess.run(["git", "init", "-q", tmp_path / "empty"], check=True)
    assert proof_tasks.run_freeze(str(tmp_path / "empty"), "一", "") == 1

    said = capsys.readouterr().out
    assert said.count("没有封存：") == 5
    assert [path.name for path in (place.root / "seals").iterdir()] == ["1-一.json"]


def test_junk_under_a_name_of_stray_bytes_is_a_sentence(place: Place) -> None:
    """A file among the seals whose name is no text is told in words that any terminal can print."""
    (place.root / "seals").mkdir()
    (place.root / "seals" / os.fsdecode(b"\xff.json")).write_text("{}")
    place.commit(OFFICE)
    with pytest.raises(ProofError) as refused:
        prepare(place.root, "一", "2026-07-20", lambda _: {})
    assert "?.json 不是原样的封存记录" in str(refused.value)
    assert str(refused.value).encode("utf-8")


def test_anchors_refuse_to_lose_their_signature(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """Once anchors are signed, a computer without the key adds none."""
    assert proof_tasks.run_anchor(str(place.root)) == 0
    place.commit(OFFICE)
    place.git("config", "--unset", "user.signingkey")

    assert proof_tasks.run_anchor(str(place.root)) == 1
    assert "没有配置签名密钥" in capsys.readouterr().out


def test_no_anchor_is_added_to_a_main_from_the_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where another line was made main and the anchored one merged into it, anchoring refuses."""
    place = make_history(tmp_path / "fox")
    foxtrot(place)
    place.become(OFFICE)

    assert proof_tasks.run_anchor(str(place.root)) == 1
    assert "不在主线的历史里" in capsys.readouterr().out


def test_anchors_form_a_chain() -> None:
    """Each line holds the digest of the line before; the first that of nothing."""
    text = anchors.appended(b"", "2026-07-20T00:00:00Z", "a" * 40)
    text = anchors.appended(text, "2026-07-21T00:00:00Z", "b" * 40)

    assert list(anchors.faults(text)) == []
    assert [anchor.n for anchor in anchors.read(text)] == [1, 2]
    assert anchors.short_form(text).startswith("锚点 2 · 2026-07-21 · 提交 bbbbbbb · 校验 ")
    assert list(anchors.faults(text.replace(b"-20T", b"-19T")))
    assert anchors.short_form(b"") == ""
