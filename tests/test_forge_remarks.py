"""The one comment below a pull request, written to a real server on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from scripts.commands.forge import run_comment, run_labels
from scripts.forge.remarks import LONGEST, MARK, remark
from tests.counties import ROOT
from tests.forge_api import TOKEN, ForgeApi, running


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Iterator[ForgeApi]:
    """Return a running forge the environment leads to."""
    with running() as server:
        monkeypatch.setenv("GITHUB_API_URL", f"http://127.0.0.1:{server.server_port}/api/v1")
        monkeypatch.setenv("GITHUB_REPOSITORY", "weixian/progress")
        monkeypatch.setenv("FORGE_TOKEN", TOKEN)
        yield server


def told(tmp_path: Path, text: str) -> int:
    """Write a review and post it below pull request 7."""
    (tmp_path / "review.md").write_text(text, encoding="utf-8")
    return run_comment(str(tmp_path), 7, "review.md")


def test_a_pull_request_has_one_comment_however_often_it_is_pushed(forge: ForgeApi, tmp_path: Path) -> None:
    """The first review is posted, the second replaces it, the same again changes nothing."""
    for text in ("得分 1.00 → 2.00\n", "得分 1.00 → 3.00\n", "得分 1.00 → 3.00\n"):
        assert told(tmp_path, text) == 0
    [comment] = forge.comments
    assert comment["body"] == f"{MARK}\n得分 1.00 → 3.00\n"
    assert comment["changes"] == 1


@pytest.mark.parametrize("pages", [True, False], ids=["GitHub", "Gitea"])
def test_nobody_can_pass_his_comment_off_as_the_review(forge: ForgeApi, tmp_path: Path, pages: bool) -> None:  # noqa: FBT001 - a case
    """A person who writes the mark keeps his own comment; the program's is found behind 250 others."""
    forge.pages = pages
    forge.comments = [
        {"id": number, "user": {"login": "czj"}, "body": f"{MARK}\n可以合并"} for number in range(1, 251)
    ]
    assert told(tmp_path, "不许合并\n") == told(tmp_path, "仍不许合并\n") == 0
    assert [each["body"] for each in forge.comments[250:]] == [f"{MARK}\n仍不许合并\n"]
    assert all(each["body"].endswith("可以合并") for each in forge.comments[:250])


def test_a_long_review_is_cut_at_a_line_and_says_so() -> None:
    """A review above what the forge takes still arrives, from its beginning."""
    text = remark("一行评语\n" * 20_000)
    assert len(text) <= LONGEST
    assert text.startswith(f"{MARK}\n> 内容太长")
    assert text.endswith("一行评语\n")
    assert len(remark("长" * 100_000)) == LONGEST


def test_a_refusal_is_one_sentence(
    forge: ForgeApi, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No right, no forge, no setting, no review: each told without traceback or token."""
    forge.refuse = 403
    assert told(tmp_path, "评语") == 1
    forge.shutdown()
    forge.server_close()
    assert told(tmp_path, "评语") == 1
    monkeypatch.delenv("FORGE_TOKEN")
    assert told(tmp_path, "评语") == 1
    assert run_comment(str(tmp_path), 7, "nothing.md") == 2
    assert capsys.readouterr().out.splitlines() == [
        "没有写入审阅意见：代码平台拒绝了请求（403）：请核对令牌的权限和仓库名称",
        "没有写入审阅意见：连不上代码平台，或者它的回答读不懂：请稍后重新运行",
        "没有写入审阅意见：缺少环境变量 FORGE_TOKEN（工作流程里会自动设置）",
        "读不到 nothing.md（应为 review 写出的文件）",
    ]


def test_missing_labels_are_created_once(forge: ForgeApi) -> None:
    """Every label of the file is there afterwards; the ones people changed stay as they are."""
    wanted = yaml.safe_load((ROOT / ".github/labels.yml").read_text(encoding="utf-8"))
    forge.labels = [{"id": 1, "name": "进展", "color": "000000"}]
    assert run_labels(str(ROOT)) == run_labels(str(ROOT)) == 0
    assert sorted(each["name"] for each in forge.labels) == sorted(each["name"] for each in wanted)
    assert forge.labels[0]["color"] == "000000"
    assert all(each["color"].startswith("#") for each in forge.labels[1:])
