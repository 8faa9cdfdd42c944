"""What keeps a build from the real server: sample data, an unfilled footer, words nobody approved."""

import re
from pathlib import Path

import pytest

from scripts.commands import run_build, run_portable
from scripts.launch.usage import UsageError, check_build
from scripts.problems import DataError
from tests.counties import MINI, copy_county
from tests.sign_sample import sign

FOLDER = "data/campaigns/wx-2026"
AS_OF = "2026-07-20"
REPORT = "https://zfwzzc.www.gov.cn/report.html?site_code=bm12340000"


def refusals(root: Path, out: Path) -> list[str]:
    """Return what ``build --release`` says; nothing may be written."""
    with pytest.raises(DataError) as refused:
        run_build(str(root), AS_OF, str(out), release=True)
    assert not out.exists()
    return [str(problem) for problem in refused.value.problems]


def make_real(root: Path) -> None:
    """Let 微县 stand for a county in earnest: no sample, footer filled, everything signed."""
    campaign, publicity = root / FOLDER / "campaign.yml", root / FOLDER / "publicity.yml"
    campaign.write_text(campaign.read_text(encoding="utf-8").replace("sample: 是\n", ""), encoding="utf-8")
    filled = f"icp: 甲ICP备1号, police: 甲公网安备1号, code: 一二三, report: '{REPORT}', mark: 已加挂"
    text = re.sub(r"footer: \{.*\}", f"footer: {{{filled}}}", publicity.read_text(encoding="utf-8"))
    publicity.write_text(text, encoding="utf-8")
    words = root / "data/publicity/words.yml"
    text = words.read_text(encoding="utf-8").replace("hosts: [", "hosts: [zfwzzc.www.gov.cn, ")
    words.write_text(text, encoding="utf-8")
    sign(root)


def test_each_open_end_is_named_with_its_place(root: Path, tmp_path: Path) -> None:
    """The office reads all that is missing at once, each with file, line and what to do; nothing is made."""
    (root / "data/publicity/reviews.csv").unlink()
    footer = "请填上正式的值，重新审签后再发布"
    sample, line = f"{FOLDER}/campaign.yml", f"{FOLDER}/publicity.yml"
    steps, approve = "初审、复审、终审、保密审查", f"approve {line} --step … --by …"
    assert refusals(root, tmp_path / "out") == [
        f"{sample}:7: R01 这是示例数据，不能正式发布；换成本县的真实数据后，删去 sample 这一行",
        f"{line}:1: R04 对外公开的文字和数字还没有审完，差：{steps}；请依次运行 {approve}",
        *(
            f"{line}:17: R03 页脚“{name}”（footer.{key}）还是待填；{footer}"
            for name, key in (
                ("ICP 备案号", "icp"),
                ("“我为政府网站找错”的网址", "report"),
                ("党政机关网站标识", "mark"),
                ("公安备案号", "police"),
                ("网站标识码", "code"),
            )
        ),
    ]


def test_a_finished_county_is_released(root: Path, tmp_path: Path) -> None:
    """With real data, a whole footer and four reviews the same command publishes both sites."""
    make_real(root)
    assert run_build(str(root), AS_OF, str(tmp_path / "out"), release=True) == 0
    for name in ("index.html", "elder/index.html"):
        page = (tmp_path / "out/public/site" / name).read_text(encoding="utf-8")
        assert '<a href="https://beian.miit.gov.cn/">甲ICP备1号</a>' in page
        assert '<a href="https://beian.mps.gov.cn/">甲公网安备1号</a>' in page
        assert f'<a href="{REPORT}">我为政府网站找错</a>' in page
        assert "党政机关网站标识：已加挂" in page


@pytest.mark.parametrize(
    ("report", "told"),
    [
        (
            "https://elsewhere.example/a",
            "K407 footer.report 的网站 elsewhere.example 没有登记（应先写进 data/publicity/words.yml",
        ),
        ("http://zfwzzc.www.gov.cn/", "应为以 https:// 开头的网址，还没有就写“待填”"),
        ("见站内找错页", "应为以 https:// 开头的网址，还没有就写“待填”"),
    ],
)
def test_an_address_no_page_may_lead_to_is_told(root: Path, tmp_path: Path, report: str, told: str) -> None:
    """A 找错 address that the page would silently show as 待填 stops any build, with its line."""
    make_real(root)
    path = root / FOLDER / "publicity.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(REPORT, report), encoding="utf-8")
    sign(root)
    [line] = refusals(root, tmp_path / "out")
    assert line.startswith(f"{FOLDER}/publicity.yml:17: ")
    assert told in line


def test_a_change_after_the_reviews_stops_the_release(root: Path, tmp_path: Path) -> None:
    """One number changed after the reviews, and the words must be reviewed again."""
    make_real(root)
    path = root / FOLDER / "publicity.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("100块", "101块"), encoding="utf-8")
    [told] = refusals(root, tmp_path / "out")
    assert "R04 " in told


def test_a_fixed_day_is_no_release(root: Path, tmp_path: Path) -> None:
    """A county whose clock stands still would show the same day for ever."""
    make_real(root)
    path = root / FOLDER / "campaign.yml"
    text = path.read_text(encoding="utf-8").replace(
        "round: 第一轮\n", "round: 第一轮\ndemo_clock: 2026-07-20\n"
    )
    path.write_text(text, encoding="utf-8")
    [told] = refusals(root, tmp_path / "out")
    assert told.startswith("data/campaigns/wx-2026/campaign.yml:7: R02 ")


def test_a_stick_may_be_a_release_too(tmp_path: Path) -> None:
    """What is handed out on sticks can be held to the same conditions."""
    with pytest.raises(DataError):
        run_portable(
            str(copy_county(MINI, tmp_path / "c")), AS_OF, str(tmp_path / "o"), "public", release=True
        )
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    ("at", "release", "portable", "audience"),
    [
        ("2026-07-01", True, False, "public"),
        ("2026-07-01", False, True, "public"),
        ("", False, False, "internal"),
    ],
)
def test_contradicting_options_are_refused(at: str, release: bool, portable: bool, audience: str) -> None:  # noqa: FBT001 - the options of the task
    """The past is no release and goes on no stick; a build always makes both sites."""
    with pytest.raises(UsageError, match="--"):
        check_build(at=at, release=release, portable=portable, audience=audience)
