"""Publishing: staged projects, the engine's run, and what a finished set holds."""

import html
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.problems import DataError
from scripts.publish import SiteInput
from scripts.publish import words as word_list
from scripts.publish.manifest import check_manifest
from scripts.publish.names import check_names
from scripts.publish.slugs import slugify
from scripts.publish.stage import check_site, staged_files
from tests.small_sites import AS_OF, INTERNAL_DOCS, digests, internal_site, page, public_site, publish_small

ROOT = Path(__file__).parent.parent


def codes(error: DataError) -> set[str]:
    """Return the codes of the findings."""
    return {problem.code for problem in error.problems}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both small sites, published once."""
    out = tmp_path_factory.mktemp("published") / "out"
    publish_small(out)
    return out


def test_one_build_leaves_the_whole_set(tmp_path: Path) -> None:
    """After a build the user finds both sites, the staged pages, both data files and the manifest."""
    said: list[str] = []

    done = publish_small(tmp_path / "out", say=said.append)

    assert done.release == 1
    for name in ("public/site/index.html", "public/site/progress/index.html", "public/docs/index.md"):
        assert (tmp_path / "out" / name).is_file()
    assert (done.internal / "units/towns/a.html").is_file()
    assert (done.internal / "evidence/e1.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "out/internal.json").read_bytes() == b'{"b": 2}\n'
    assert any("公开站 2 页，内部站 4 页" in line for line in said)


def test_manifest_names_every_file_and_no_clock(published: Path) -> None:
    """The manifest lists each published file with digest and size, and nothing of this machine."""
    text = (published / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)

    listed = set(manifest["files"])
    on_disk = {
        f"{site}/site/{name}"
        for site in ("public", "internal")
        for name in digests(published / site / "site")
    }
    assert listed == on_disk | {"public.json", "internal.json"}
    assert (manifest["commit"], manifest["as_of"]) == ("c0ffee", AS_OF.isoformat())
    assert {"mkdocs", "mkdocs-material"} <= manifest["engine"].keys()
    assert str(published) not in text
    assert list(check_manifest(published / "current", text.encode())) == []


@pytest.mark.parametrize("harm", ["change", "remove", "add"])
def test_manifest_finds_what_was_touched(tmp_path: Path, published: Path, harm: str) -> None:
    """A copy of the site that somebody changed no longer fits its manifest."""
    manifest = (published / "manifest.json").read_bytes()
    copy = tmp_path / "copy"
    subprocess.run(["cp", "-rL", str(published / "current"), str(copy)], check=True)
    target = copy / "internal/site/items/1.05.html"
    if harm == "change":
        target.write_bytes(target.read_bytes() + b" ")
    elif harm == "remove":
        target.unlink()
    else:
        (copy / "public/site/more.html").write_text("x", encoding="utf-8")

    found = [problem.code for problem in check_manifest(copy, manifest)]

    assert found == ["G20"]


_ELSEWHERE = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
time.tzset()
from tests.small_sites import publish_small
publish_small(Path(sys.argv[1]))
"""


def test_same_inputs_same_bytes_everywhere(tmp_path: Path) -> None:
    """Folder, time zone, locale, hash seed and user environment do not change one byte of either site."""
    places = {
        "a": {"TZ": "America/New_York", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        "deep/er/乙": {
            "TZ": "Asia/Shanghai",
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "2",
            "SOURCE_DATE_EPOCH": "1",
        },
    }
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", _ELSEWHERE, str(tmp_path / name / "out"), str(ROOT)],
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), **settings},
            cwd=tmp_path,
        )
        for name, settings in places.items()
    ]
    assert [run.wait(60) for run in runs] == [0, 0]

    first, second = (digests(tmp_path / name / "out/current") for name in places)

    assert first == second
    assert not [path for path in first if "/site/sitemap" in path]


def test_chinese_can_be_searched_on_and_off_the_server(published: Path) -> None:
    """The search index is cut into Chinese words, and lies there once more for pages opened from disk."""
    site = published / "internal/site"
    text = json.loads((site / word_list.INDEX).read_text())["docs"][0]["text"]

    assert "领导小组\u200b全体会议" in text
    assert (site / word_list.DISK_INDEX).read_bytes() == b"var __index = " + (
        site / word_list.INDEX
    ).read_bytes()
    assert b"assets/disk-search.js" in (site / "index.html").read_bytes()


def test_reduced_dictionary_cuts_like_the_full_one() -> None:
    """Loading only the words that can occur changes no cut of the sample's own text."""
    import jieba

    text = (ROOT / "data/campaigns/sl-2026/standard.csv").read_bytes()
    word_list.load_dictionary([text])
    reduced = list(jieba.dt.cut(text.decode()))
    full = jieba.Tokenizer()
    full.FREQ, full.total = full.gen_pfdict(full.get_dict_file())
    full.initialized = True

    assert reduced == list(full.cut(text.decode()))


def test_without_jieba_nothing_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site whose search would find no Chinese is refused, with the reason."""
    monkeypatch.setitem(sys.modules, "jieba", None)

    with pytest.raises(DataError, match="缺少中文分词库 jieba") as refused:
        publish_small(tmp_path / "out")

    assert codes(refused.value) == {"P11"}
    assert not (tmp_path / "out/public").exists()


def test_an_index_without_words_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if jieba is there but the search plugin did not use it, the build says so."""
    monkeypatch.setattr("material.plugins.search.plugin.jieba", None)

    with pytest.raises(DataError, match="没有分词") as refused:
        publish_small(tmp_path / "out")

    assert codes(refused.value) == {"M02"}


@pytest.mark.parametrize(
    "path",
    [
        *("/etc/a.md", "../a.md", "a/../b.md", "a//b.md", "./a.md", "a/.git/b.md", ".hidden.md", "-a.md", ""),
        *("a\\b.md", "C:/a.md", "a b.md", "a\n.md", "a.md ", "a.", "con.md", "x/aux.png", "x" * 201 + ".md"),
        *("a.html", "a.js", "a.css", "assets/a.png", "search/a.json", "README.md"),
        *("ａ.md", "e\u0301.md", "a\u202eb.md"),
    ],
)
def test_dangerous_names_are_refused(path: str) -> None:
    """No staged name can leave its folder, hide, run, or mean another file elsewhere."""
    found = [problem.code for problem in check_names([path], "internal/docs")]

    assert found == ["S01"]


def test_good_names_pass() -> None:
    """Chinese names, dots and dashes are fine."""
    good = ["index.md", "items/1.05.md", "优待/优待目录.md", "evidence/1.05/e1.pdf", "units/sy-b_2.md"]

    assert list(check_names(good, "internal/docs")) == []


def test_names_that_meet_elsewhere_are_refused() -> None:
    """Two names that some system or the site itself takes for one are reported."""
    found = [problem.code for problem in check_names(["a.md", "A.md", "b.png", "B.PNG"], "x")]

    assert found.count("S02") >= 1


def test_every_fault_of_both_sites_is_told_at_once(tmp_path: Path) -> None:
    """One run lists all that is wrong with the staged pages of both sites; nothing is written."""
    public = public_site({"a b.md": b"# x"}, nav=["index.md", "gone.md"], extra={"analytics": "x"})
    internal = internal_site(
        {
            "t.md": b"---\ntemplate: evil.html\n---\n\n# x",
            "u.md": "# 领导小组".encode("gbk"),
            "v.md": b"---\ntitle: x\n# no end",
            "w.md": b"---\n- x\n---\n",
        }
    )

    with pytest.raises(DataError) as refused:
        publish_small(tmp_path / "out", public, internal)

    named = {(problem.path, problem.code) for problem in refused.value.problems}
    assert named == {
        ("public/docs/a b.md", "S01"),
        ("public/mkdocs.yml", "S04"),
        ("public/mkdocs.yml", "S05"),
        ("internal/docs/t.md", "S03"),
        ("internal/docs/u.md", "S03"),
        ("internal/docs/v.md", "S03"),
        ("internal/docs/w.md", "S03"),
    }
    assert not (tmp_path / "out/public").exists()


def test_a_site_needs_a_home_page() -> None:
    """Without index.md there is nothing to open."""
    site = SiteInput(audience="public", site_name="x", docs={"a.md": b"# x"}, nav=["a.md", "a.md"])

    assert [problem.code for problem in check_site(site)] == ["S04", "S04"]


def test_broken_links_stop_the_build_in_chinese(tmp_path: Path) -> None:
    """A link to a missing page, heading or absolute address names the page and the link."""
    body = "[甲](gone.md) [乙](items/1.05.md#nothing) [丙](/etc/passwd) [丁](items)"

    with pytest.raises(DataError) as refused:
        publish_small(tmp_path / "out", internal=internal_site({"index.md": page("总览", body)}))

    said = {problem.code: str(problem) for problem in refused.value.problems}
    assert set(said) == {"M11", "M12", "M13"}
    assert said["M11"] == "internal/docs/index.md:1: M11 链接 gone.md 指向不存在的页面或文件"
    assert "items/1.05.md#nothing" in said["M12"]


def test_words_of_people_stay_words(tmp_path: Path) -> None:
    """Tags typed into names, titles, menu, banner and footer are shown, never run."""
    bad = '</title><script>alert(1)</script><img src=x onerror="alert(2)">'
    front = json.dumps(bad)
    internal = internal_site(
        {"index.md": f"---\ntitle: {front}\ndescription: {front}\n---\n\n领导小组全体会议\n".encode()},
        site_name=bad,
        nav=[{"总览": "index.md"}, {bad: ["items/index.md"]}],
        extra={"banner": [bad], "footer": bad},
    )

    done = publish_small(tmp_path / "out", internal=internal)

    for name in ("index.html", "items/1.05.html", "404.html"):
        text = (done.internal / name).read_text(encoding="utf-8")
        assert "alert(1)</script>" not in text
        assert "<img src=x" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_headings_cannot_take_an_id_of_the_theme() -> None:
    """A heading called like a part of the theme gets an id of its own."""
    assert slugify("__config", "-") == "s-config"
    assert slugify("1.05 得分：自评 / 核定", "-") == "s-1-05-得分-自评-核定"
    assert slugify("<>", "-") == "s-"
    assert len(slugify("长" * 500, "-")) < 70


def test_pages_close_the_door_on_foreign_content(published: Path) -> None:
    """Each page carries a policy that lets only the site's own files and the theme's scripts run."""
    text = html.unescape((published / "public/site/index.html").read_text(encoding="utf-8"))

    assert "default-src 'none'; script-src 'self' 'sha256-" in text
    assert "unsafe-inline'; img-src" in text  # styles only
    assert text.index("Content-Security-Policy") < text.index("<link")
    assert 'role="dialog" aria-label="站内搜索"' in text
    assert '<html lang="zh-CN"' in text
    assert "fonts.googleapis" not in text


def test_staged_project_stands_alone(published: Path, tmp_path: Path) -> None:
    """The staged folder builds with mkdocs itself: the engine can be exchanged."""
    config = str(published / "internal/mkdocs.yml")
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config, "-d", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "items/1.05.html").is_file()


def test_without_settings_the_base_means_the_public_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Running mkdocs in the project folder can only ever touch the public pages, and asks no foreign host."""
    from mkdocs.utils.yaml import yaml_load

    monkeypatch.delenv("SY_DOCS_DIR", raising=False)
    base = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))

    assert (base["docs_dir"], base["site_dir"]) == ("build/public/docs", "build/public/site")
    assert (base["strict"], base["use_directory_urls"], base["theme"]["font"]) == (True, False, False)
    assert base["extra"]["generator"] is False
    assert not {"hooks", "repo_url", "edit_uri"} & base.keys()


def test_staging_is_pure() -> None:
    """The same site gives the same staged files, and no path of this machine is in them."""
    files = staged_files(internal_site())

    assert files == staged_files(internal_site())
    assert {f"docs/{path}" for path in INTERNAL_DOCS} < files.keys()
    assert {"theme/main.html", "base.yml", "mkdocs.yml"} < files.keys()
    assert not any(str(ROOT).encode() in data for data in files.values())
