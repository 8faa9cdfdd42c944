"""The 迎检资料包: what is in it, that its bytes depend on the commit alone, when it is refused."""

import hashlib
import html
import os
import shutil
import subprocess
import sys
import time
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from scripts.commands import proof as proof_tasks
from scripts.history.proof.bundle import bundle
from scripts.problems import DataError
from scripts.publish import parcel
from scripts.publish.parcel import open_parcel
from scripts.views.portable_names import ITEM, LONGEST, MAJOR, file_name, portable, unique
from tests.browser import launch
from tests.counties import ROOT, digests, edit
from tests.pack_reading import copy, dead_links, failed, make_sealed, packed
from tests.proof_repository import OFFICE, PROGRESS, Place

NAME = "迎检资料包_微县创建县级双拥模范单位_2026-07-20"

PROGRAM = (
    "import sys; from scripts.commands.proof import run_pack; "
    "sys.exit(run_pack(sys.argv[1], sys.argv[2], '内部', '', '2026-07-20'))"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A repository with merges, two seals and two anchors."""
    return make_sealed(tmp_path_factory.mktemp("pack") / "p")


@pytest.fixture(scope="module")
def pack(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its pack; tests copy it before they change it."""
    return packed(place, tmp_path_factory.mktemp("out"))


def test_what_is_in_a_pack(pack: Path) -> None:
    """The first page, the index, the evidence under its names, the history and its proofs are there."""
    files = {path.relative_to(pack).as_posix() for path in pack.rglob("*") if path.is_file()}
    assert pack.name == NAME
    assert {path for path in files if not path.startswith("网页/")} == {
        "SHA256SUMS", "history.bundle", "seals/1-市级初验.json", "seals/2-省级验收.json", "seals/anchors",
        "seals/anchors.sig", "佐证对照.txt", "总目录.xlsx",
        "佐证材料/01 基础工作/1.01 议军会/2024年/e1 2024年议军会纪要.pdf",
        "打开我.html", "核验说明.html", "核验说明.txt", "盒目录.html",
    }  # fmt: skip
    assert "网页/items/1.01.html" in files
    assert not [path for path in files if "search" in path or "lunr" in path or "evidence/" in path]
    first = (pack / "打开我.html").read_text(encoding="utf-8")
    assert "纸质材料 1 条" in first
    assert "没有登记的文件 1 个：没有装入" in first
    assert "锚点 2 · " in first


@pytest.mark.parametrize("level", ["公开", "内部"])
def test_what_lies_beside_the_seals_stays_at_home(place: Place, tmp_path: Path, level: str) -> None:
    """A file committed into seals/ by anybody is carried away neither in public nor inside."""
    spoilt = place.copy(tmp_path / "p")
    for name in ("名单.txt", "3-x.json", "anchors.bak"):
        (spoilt.root / "seals" / name).write_text("{}")
    spoilt.commit(OFFICE)
    folder = packed(spoilt, tmp_path / "out", level)
    found = {path.name for path in (folder / "seals").iterdir()}
    sealed = {"1-市级初验.json", "2-省级验收.json"} if level == "内部" else set()
    assert found == {"anchors", "anchors.sig"} | sealed


def test_the_same_commit_gives_the_same_zip(pack: Path, place: Place, tmp_path: Path) -> None:
    """Two packs of one commit are the same file, also from a clone that git has packed another way."""
    again = packed(place, tmp_path / "again")
    clone = tmp_path / "clone"
    place.git("clone", "-q", str(place.root), str(clone))
    for words in (["repack", "-adfq", "--window=2", "--depth=1"], ["pack-refs", "--all"]):
        subprocess.run(["git", *words], cwd=clone, check=True)
    shutil.rmtree(clone / "build", ignore_errors=True)
    environment = {**os.environ, "TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", PROGRAM, str(clone), str(tmp_path / "cloned")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)

    zips = [next(path.glob("*.zip")) for path in (pack.parent, again.parent, tmp_path / "cloned")]
    assert len({path.read_bytes() for path in zips}) == 1
    with zipfile.ZipFile(zips[0]) as opened:
        names = opened.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in opened.infolist()} == {(2026, 7, 20, 0, 0, 0)}
        assert all(entry.flag_bits & 0x800 for entry in opened.infolist() if not entry.filename.isascii())
        opened.extractall(tmp_path / "out")
    assert digests(tmp_path / "out" / pack.name) == digests(pack)


def test_the_index_lists_everything_and_its_links_open(pack: Path) -> None:
    """总目录 has a row for each item, entry, box, gap and change; each link leads to a file of the pack."""
    book = openpyxl.load_workbook(pack / "总目录.xlsx")
    assert book.sheetnames == ["小项一览", "佐证目录", "盒目录", "缺项", "变更记录"]
    assert [sheet.max_row > 1 for sheet in book] == [True] * 5
    items = list(book["小项一览"].iter_rows(values_only=True))
    assert items[1][:10] == (
        1, "基础工作", "1.01", "议军会", "基础", "县双拥办", "各单位", 2, 0.33, 0.33,
    )  # fmt: skip
    linked = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if getattr(cell, "hyperlink", None)
    ]
    assert len(linked) == 2
    for cell in linked:
        assert cell.hyperlink is not None
        assert (pack / unquote(str(cell.hyperlink.target))).is_file()
    paper = [row for row in book["佐证目录"].iter_rows(values_only=True) if row[8] == "纸质"]
    assert [(row[6], row[9], row[11]) for row in paper] == [("2025年议军会纪要", "1-01", None)]


def test_every_link_of_every_page_arrives(pack: Path) -> None:
    """Each page of the pack leads to files of the pack, the evidence to its one copy."""
    assert dead_links(pack) == []
    assert "../../佐证材料/" in unquote((pack / "网页/items/1.01.html").read_text(encoding="utf-8"))


@pytest.mark.browser
def test_pages_open_from_the_disk(pack: Path) -> None:
    """Double-clicked, every kind of page opens without an error; there is no search box to fail."""
    faults: list[str] = []
    with sync_playwright() as playwright, launch(playwright) as browser:
        page = browser.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("requestfailed", lambda request: faults.append(request.url))
        for name in (
            "打开我.html",
            "盒目录.html",
            "核验说明.html",
            "网页/index.html",
            "网页/items/1.01.html",
        ):
            page.goto((pack / name).as_uri())
            assert page.locator("h1").first.is_visible()
            assert page.locator("[data-md-component=search]").count() == 0
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.goto((pack / "打开我.html").as_uri())
        page.get_by_role("link", name="进展网页").click()
        page.get_by_role("link", name="佐证总目录").first.click()
        assert page.locator("h1").inner_text() == "佐证总目录"
    assert faults == []


def test_a_public_pack_tells_nothing_internal(place: Place, tmp_path: Path) -> None:
    """Only entries of level 公开 are listed and copied; no internal title, unit or history goes along."""
    folder = packed(with_public_entry(place.copy(tmp_path / "p")), tmp_path / "out", "公开")
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}

    assert {path for path in files if not path.startswith("网页/")} == {
        "SHA256SUMS", "seals/anchors", "seals/anchors.sig", "总目录.xlsx", "打开我.html", "核验说明.html",
        "核验说明.txt", "佐证材料/01 基础工作/1.02 走访慰问/2025年/e2 2025年春节慰问.pdf",
    }  # fmt: skip
    inner = ("议军会", "县财政局", "微办〔2024〕1号", "自评分", "1.01/e1", "progress/", "张示例", "县级双拥")
    for name, path in files.items():
        text = _text_of(path)
        assert [word for word in inner if word in text] == [], name
    first = files["打开我.html"].read_text(encoding="utf-8")
    assert "内部材料 3 条（电子件 1 个）：目录和文件都没有装入" in first
    assert "纸质材料 1 条（电子件 0 个）" in first
    assert dead_links(folder) == []
    assert failed(folder, place.keys) == set()


def test_a_file_that_is_also_internal_is_not_given_away(place: Place, tmp_path: Path) -> None:
    """When the same file is registered as public here and internal there, the stricter word counts."""
    spoilt = place.copy(tmp_path / "p")
    path = spoilt.root / PROGRESS / "1.02.yml"
    entry = "file: 1.01/e1.pdf, sha256: abb3780f48c8e7412da0a0e3f90f58d2f5cf2748f3fe9b9d289b46939cfff3ec}"
    edit(path, "2025年春节慰问, level: 公开}", f"2025年春节慰问, level: 公开, {entry}")
    spoilt.commit(OFFICE)
    folder = packed(spoilt, tmp_path / "out", "公开")
    assert not (folder / "佐证材料").exists()
    assert "又登记为内部的公开材料 1 条" in (folder / "打开我.html").read_text(encoding="utf-8")


def with_public_entry(place: Place) -> Place:
    """Register the stray file of 1.02 as public."""
    stray = place.root / "data/campaigns/wx-2026/evidence/1.02/e9.pdf"
    entry = f"file: 1.02/e9.pdf, sha256: {hashlib.sha256(stray.read_bytes()).hexdigest()}}}"
    path = place.root / PROGRESS / "1.02.yml"
    edit(path, "2025年春节慰问, level: 公开}", f"2025年春节慰问, level: 公开, {entry}")
    place.commit(OFFICE)
    return place


def _text_of(path: Path) -> str:
    """Return all text of a file, also of one made of packed parts."""
    if path.suffix != ".xlsx":
        return path.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_a_bundle_is_one_that_git_reads(form: str, tmp_path: Path) -> None:
    """Whatever the branch is called, a clone of the bundle has main and every tag, of either kind of git."""
    root = tmp_path / "r"
    me = ("-C", str(root), "-c", "user.name=甲", "-c", "user.email=a@x")
    git_says(tmp_path, "init", "-q", "-b", "trunk", f"--object-format={form}", str(root))
    git_says(tmp_path, *me, "commit", "-q", "--allow-empty", "-m", "一")
    git_says(tmp_path, *me, "tag", "-m", "签", "seal/初验")
    git_says(tmp_path, *me, "tag", "轻")
    commit = git_says(root, "rev-parse", "HEAD")
    (tmp_path / "b").write_bytes(bundle(root, commit))

    heads = git_says(tmp_path, "bundle", "list-heads", "b").split("\n")
    assert [line.split(" ")[1] for line in heads] == [
        "HEAD", "refs/heads/main", "refs/tags/seal/初验", "refs/tags/轻",
    ]  # fmt: skip
    git_says(tmp_path, "clone", "-q", "b", "c")
    assert git_says(tmp_path / "c", "rev-parse", "main") == commit
    assert git_says(tmp_path / "c", "cat-file", "-t", "seal/初验") == "tag"


def git_says(folder: Path, *words: str) -> str:
    """Return what git prints."""
    return (
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True).stdout.decode().strip()
    )


def refused(
    place: Place, out: Path, said: str, capsys: pytest.CaptureFixture[str], level: str = "内部"
) -> None:
    """Pack in vain: one sentence, nothing written."""
    before = digests(out) if out.exists() else {}
    try:
        assert proof_tasks.run_pack(str(place.root), str(out), level, "", "2026-07-20") == 1
        told = capsys.readouterr().out
    except DataError as error:
        told = str(error)
    assert said in told
    assert (digests(out) if out.exists() else {}).keys() <= {*before, ".lock"}
    assert {name: before[name] for name in before} == {name: digests(out)[name] for name in before}


def test_what_is_not_committed_is_not_packed(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An edit, a new file and a seal that are not in the commit stop the pack, as they stop a seal."""
    spoilt, out = place.copy(tmp_path / "p"), tmp_path / "out"
    spoilt.add_line("1.01", "未提交")
    refused(spoilt, out, "有 1 个文件与提交不一致", capsys)
    spoilt.git("checkout", "-q", ".")
    (spoilt.root / "seals/3-新.json").write_text("{}")
    refused(spoilt, out, "seals/3-新.json", capsys)


def test_errors_of_the_data_stop_the_pack(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What ``check`` finds is told with file and line; a waiver lets no wrong evidence file through."""
    spoilt, out = place.copy(tmp_path / "p"), tmp_path / "out"
    path = spoilt.root / PROGRESS / "1.01.yml"
    edit(path, "abb3780f", "00000000")
    spoilt.commit(OFFICE)
    refused(spoilt, out, "data/campaigns/wx-2026/progress/1.01.yml:17: K355", capsys)
    with (spoilt.root / "data/waivers.csv").open("a", encoding="utf-8") as waivers:
        waivers.write("K355,data/campaigns/wx-2026/progress/1.01.yml,先装,县双拥办,2027-01-01\n")
    spoilt.commit(OFFICE)
    refused(spoilt, out, "豁免也不行", capsys)


def test_orders_nobody_can_fill(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A level or campaign that does not exist, a folder inside the data, a shallow clone: a sentence each."""
    refused(place, tmp_path / "out", "没有“秘密”这个级别（应为 内部 或 公开）", capsys, level="秘密")
    refused(place, place.root / "data/包", "资料包不能放在数据里", capsys)
    assert proof_tasks.run_pack(str(place.root), str(tmp_path / "out"), "内部", "xx", "") == 1
    assert "没有“xx”这个创建活动（应为 wx-2026）" in capsys.readouterr().out
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{place.root}", shallow], check=True)
    clone = Place(root=shallow, keys=place.keys, private=place.private)
    refused(clone, tmp_path / "out", "浅克隆", capsys)


def test_with_several_campaigns_one_is_named(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The pack holds the pages and lists of the campaign asked for and no other."""
    two = place.copy(tmp_path / "p")
    folder = two.root / "data/campaigns"
    shutil.copytree(folder / "wx-2026", folder / "wy-2026")
    edit(folder / "wy-2026/campaign.yml", "id: wx-2026", "id: wy-2026")
    edit(folder / "wy-2026/campaign.yml", "县级双拥模范单位", "双拥示范点")
    two.commit(OFFICE)
    refused(two, tmp_path / "out", "请用 --campaign 写明一个（wx-2026 / wy-2026）", capsys)
    assert proof_tasks.run_pack(str(two.root), str(tmp_path / "out"), "内部", "wy-2026", "2026-07-20") == 0
    [made] = (tmp_path / "out").glob("*/")
    assert made.name == "迎检资料包_微县创建双拥示范点_2026-07-20"
    assert not (made / "网页/wx-2026").exists()
    assert (made / "网页/items/1.01.html").is_file()
    assert failed(made, place.keys) == set()


def test_words_of_people_are_never_code(place: Place, tmp_path: Path) -> None:
    """A title that is markup, a formula and a path at once is shown as typed, and its file can be opened."""
    spoilt, title = place.copy(tmp_path / "p"), "=<img src=x onerror=alert(1)>/../会议: 1?"
    edit(spoilt.root / PROGRESS / "1.01.yml", "title: 2024年议军会纪要", f'title: "{title}"')
    spoilt.commit(OFFICE)
    folder = packed(spoilt, tmp_path / "out")

    [path] = (folder / "佐证材料").rglob("*.pdf")
    assert path.name == "e1 =＜img src=x onerror=alert(1)＞／..／会议： 1？.pdf"
    assert html.escape(title) in (folder / "盒目录.html").read_text(encoding="utf-8")
    assert not [page for page in folder.rglob("*.html") if "<img src=x" in page.read_text(encoding="utf-8")]
    sheet = openpyxl.load_workbook(folder / "总目录.xlsx")["佐证目录"]
    [cell] = [cell for row in sheet.iter_rows() for cell in row if cell.value == title]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert dead_links(folder) == []
    assert failed(folder, place.keys) == set()


def test_a_killed_pack_leaves_a_whole_one(tmp_path: Path) -> None:
    """Killed at any moment, a run leaves the former pack or the new one, and the next run succeeds."""
    program = (
        "import sys; from datetime import date; from pathlib import Path; "
        "from scripts.publish.parcel import open_parcel\n"
        "for n in range(10**6):\n"
        " with open_parcel(Path(sys.argv[1]), '包', print) as p:\n"
        "  p.add({f'{i}.txt': b'%d' % n for i in range(9)}); p.finish(date(2026, 7, 20))\n"
        "  print('x', flush=True)\n"
    )
    out = tmp_path / "out"
    for number in range(12):
        with subprocess.Popen([sys.executable, "-c", program, out], cwd=ROOT, stdout=subprocess.PIPE) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(0.004 * number)
            run.kill()
        with open_parcel(out, "包", print):
            texts = {path.read_bytes() for path in (out / "包").glob("*.txt")}
            assert len(texts) == 1
        assert sorted(path.name for path in out.iterdir()) == [".lock", "包", "包.zip"]


def test_only_an_untouched_pack_is_replaced(
    pack: Path, place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder with somebody's own files or notes, and a foreign zip, stay as they are."""
    out = tmp_path / "out"
    folder = copy(pack, out / NAME)
    assert packed(place, out) == folder
    (folder / "我的笔记.txt").write_text("x")
    refused(place, out, "里面有不是本工具放的文件（我的笔记.txt）", capsys)
    (folder / "我的笔记.txt").unlink()
    (folder / "盒目录.html").write_text("批注")
    refused(place, out, "里面的文件被改过（盒目录.html）", capsys)
    shutil.rmtree(folder)
    folder.mkdir()
    refused(place, out, "不是以前打的包", capsys)
    folder.rmdir()
    (out / f"{NAME}.zip").write_bytes(b"x")
    refused(place, out, "不是本工具写的", capsys)


def test_a_parcel_that_fails_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the zip cannot be written or take its name, the old folder and zip stay, and nothing else."""
    day = date(2026, 7, 20)

    def write(text: bytes) -> None:
        with open_parcel(tmp_path / "out", "包", print) as draft:
            draft.add({"a.txt": text})
            draft.finish(day)

    write(b"old")
    before = digests(tmp_path / "out")
    for owner, name in ((parcel, "_pack"), (Path, "replace")):
        monkeypatch.setattr(owner, name, _no_space)
        with pytest.raises(OSError, match="space"):
            write(b"new")
        monkeypatch.undo()
        assert digests(tmp_path / "out") == before
    write(b"new")
    assert (tmp_path / "out/包/a.txt").read_bytes() == b"new"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [".lock", "包", "包.zip"]


def _no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_any_title_gives_a_name_every_system_can_store(major: str, item: str, title: str) -> None:
    """Whatever people type: no forbidden sign, no device name, no long path; a name keeps its form."""
    path = f"佐证材料/{portable(major, MAJOR)}/{portable(item, ITEM)}/2026年/{file_name(title, 'pdf')}"
    parts = path.split("/")
    assert len(parts) == 5
    assert len(path.encode("utf-16-le")) // 2 <= LONGEST
    for part in parts:
        assert part
        assert not set('\\:*?"<>|#%') & set(part)
        assert part == part.rstrip(" .")
        assert part == unicodedata.normalize("NFC", part)
        assert all(char.isprintable() for char in part)
        assert portable(part, 255) == part


def test_names_windows_reserves_are_changed() -> None:
    """A title that is a device on Windows, or nothing at all, still gives a file."""
    assert portable("CON", ITEM) == "_CON"
    assert portable("com1.会议", ITEM) == "_com1.会议"
    assert portable("会议: 一/二?", ITEM) == "会议： 一／二？"
    assert portable(" ..\u202e\x00 ", ITEM) == "_"
    assert list(unique(["a/E1.pdf", "a/e1.pdf", "a/ｅ1.pdf"])) == [
        "a/E1.pdf",
        "a/e1（2）.pdf",
        "a/ｅ1（3）.pdf",
    ]
