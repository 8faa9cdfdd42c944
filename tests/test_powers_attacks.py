"""What people may try to get more power than they have; each is refused, on real commits."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.powers_county import PowersCounty, append, item, put, remove, swap, verdict
from tests.repositories import CAMPAIGN

FOREIGN = swap(item("1.01"), "台账: 否", "台账: 是")
OWN = swap(item("1.02"), "走访: {2024: 2", "走访: {2024: 3")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> PowersCounty:
    """The county; each test begins a branch of its own from main."""
    return PowersCounty(tmp_path_factory.mktemp("attacks") / "county")


GRABS = {
    "accounts": swap(
        "data/accounts.csv", "县财政局联络员,县财政局,填报", "县财政局联络员,县财政局,填报；管理；核定"
    ),
    "unit of the account": swap("data/accounts.csv", "县财政局联络员,县财政局", "县财政局联络员,县双拥办"),
    "units": swap("data/units.csv", "syb,县双拥办", "syb,县双拥办公室"),
    "lead unit": swap(
        f"{CAMPAIGN}/standard.csv",
        "会议纪要〔内部〕；议定事项台账,县双拥办",
        "会议纪要〔内部〕；议定事项台账,县财政局",
    ),
    "step's unit": swap(item("1.01"), "unit: 县双拥办", "unit: 县财政局"),
}


@pytest.mark.parametrize("grab", GRABS.values(), ids=GRABS)
def test_the_head_gives_itself_no_power(county: PowersCounty, grab: Callable[[Path], object]) -> None:
    """Rules changed in the same or an earlier commit of the proposal do not count: base is the law."""
    honest = county.tried("czj", FOREIGN, actor="czj")
    assert set(honest) <= set(county.tried("czj", grab, FOREIGN, actor="czj"))
    county.begin()
    county.bring("czj", grab)
    county.bring("czj", FOREIGN)
    refused = county.refused("czj")
    assert {each.commit for each in refused} == set(county.git("rev-list", "main..").decode().split())


def test_forged_authors_are_refused(county: PowersCounty) -> None:
    """A liaison who writes another's mail into his commit is named, even where the other had the power."""
    assert county.tried("syb", FOREIGN, actor="czj") == ["Q103"]
    assert county.tried("SYB@WEI.EXAMPLE", FOREIGN, actor="czj") == ["Q103"]


@pytest.mark.parametrize(
    "mail",
    [
        "syb@wei.examp1e",
        "syb@wei.example.cn",
        "syb",
        "ſyb@wei.example",
        "syb@wei.example；",
        "sуb@wei.example",
    ],
)
def test_lookalike_mails_are_nobody(county: PowersCounty, mail: str) -> None:
    """A mail that only looks like a registered one has no power, whoever brings the commit in."""
    county.begin()
    FOREIGN(county.root)
    county.commit("改", GIT_AUTHOR_EMAIL=mail, GIT_COMMITTER_EMAIL=mail)
    assert county.codes() == ["Q102"]
    assert county.codes("office") == ["Q102"]
    assert county.codes("czj") == ["Q102"]


def test_one_person_has_several_mails_in_any_case(county: PowersCounty) -> None:
    """A registered mail is known in capitals too, and each of several is the same account."""
    assert county.tried("CZJ@OLD.example", OWN) == []


def test_unregistered_logins_have_no_power(county: PowersCounty) -> None:
    """A login nobody registered changes nothing, and a mail is not a login's lookalike."""
    assert county.tried("czj", OWN, actor="czj2") == ["Q101"]
    assert county.tried("czj", OWN, actor="ｃｚｊ") == ["Q101"]


def test_the_office_brings_only_what_its_authors_may(county: PowersCounty) -> None:
    """Merging does not launder: each commit the office brings is judged by its author."""
    assert county.tried("czj", FOREIGN, actor="office") == ["Q301"]
    assert county.tried("czj", OWN, actor="office") == []


def test_another_items_file_is_not_taken_by_renaming(county: PowersCounty) -> None:
    """A progress file moved to another item's name, or naming another item inside, is refused."""
    move = [put(item("1.07"), (county.root / item("1.02")).read_text(encoding="utf-8")), remove(item("1.02"))]
    assert county.tried("czj", *move, actor="czj") == ["Q205", "Q301", "Q304", "Q401"]
    assert "Q205" in county.tried("czj", swap(item("1.02"), 'id: "1.02"', 'id: "1.01"'), actor="czj")
    assert county.tried("czj", swap(item("1.02"), 'id: "1.02"\n', ""), actor="czj") == []


def test_doing_and_undoing_is_seen(county: PowersCounty) -> None:
    """A change that a later commit takes back was made all the same."""
    county.begin()
    county.bring("czj", FOREIGN)
    county.bring("czj", swap(item("1.01"), "台账: 是", "台账: 否"))
    assert not county.git("diff", "main..HEAD")
    assert [each.code for each in county.refused("czj")] == ["Q301", "Q301"]


def _sides(county: PowersCounty) -> None:
    """Begin a branch with an honest change, while main moves on."""
    county.begin()
    county.bring("czj", OWN)
    county.begin(name="office-side")
    county.bring("office", append("docs/internal/guide/index.md", "\n再一行。\n"))
    county.git("checkout", "-q", "提议")


def _merging(county: PowersCounty, *words: str) -> None:
    county.git("merge", "-q", "--no-ff", "--no-commit", *words, "office-side")


def test_an_evil_merge_is_seen(county: PowersCounty) -> None:
    """A change slipped into a merge, which no parent has, is judged as its maker's."""
    _sides(county)
    _merging(county)
    county.bring("czj", FOREIGN)
    assert [each.code for each in county.refused("czj", base="office-side")] == ["Q301"]


def test_an_ours_merge_is_seen(county: PowersCounty) -> None:
    """A merge that throws away what main did is judged for every path it throws away."""
    _sides(county)
    _merging(county, "-s", "ours")
    county.by("czj")
    assert [each.path for each in county.refused("czj", base="office-side")] == [
        "docs/internal/guide/index.md"
    ]


def test_an_honest_merge_of_main_is_no_change(county: PowersCounty) -> None:
    """A liaison may bring his branch up to date: what main did is not his doing."""
    _sides(county)
    _merging(county)
    county.by("czj")
    assert county.refused("czj", base="office-side") == []


@pytest.mark.parametrize(("kept", "codes"), [("czj", []), ("office", []), ("made", ["Q301"])])
def test_a_settled_conflict_is_its_makers(county: PowersCounty, kept: str, codes: list[str]) -> None:
    """Two who meet in one line: taking a side is settled by who may write it, a third value is seen."""
    path = item("1.01")
    mine, theirs, third = (f"县财政局: 2026-06-{day}" for day in (12, 13, 14))
    county.begin()
    county.bring("czj", swap(path, "县财政局: 2026-06-11", mine))
    county.begin(name="office-side")
    county.bring("syb", swap(path, "县财政局: 2026-06-11", theirs))
    county.git("checkout", "-q", "提议")
    with pytest.raises(Exception, match="merge"):
        _merging(county)
    ours = county.git("show", f"提议:{path}").decode()
    text = {"czj": ours, "office": ours.replace(mine, theirs), "made": ours.replace(mine, third)}[kept]
    put(path, text.replace("台账: 否", "台账: 是") if codes else text)(county.root)
    county.by("czj")
    assert [each.code for each in county.refused("czj", base="office-side")] == codes


def test_three_branches_at_once_are_refused(county: PowersCounty) -> None:
    """An octopus hides who did what; even the office merges two by two."""
    for name, change in (("a", OWN), ("b", FOREIGN)):
        county.begin(name=name)
        county.bring("office", change)
    county.begin()
    county.git("merge", "-q", "--no-ff", "a", "b", GIT_AUTHOR_EMAIL="office@wei.example")
    assert "Q104" in county.codes("office")


def test_floods_are_refused(county: PowersCounty) -> None:
    """A commit too large to be looked through is not let through, whoever made it."""
    county.begin()
    for number in range(5_001):
        put(f"scripts/{number}.py", "")(county.root)
    county.by("admin")
    assert [each.code for each in county.refused("office")] == ["Q104"]
    rows = "".join(f"u{number},单位{number},,部门,,\n" for number in range(7_000))
    assert county.tried("admin", append("data/units.csv", rows)) == ["Q104"]


def test_a_bomb_is_not_unfolded(county: PowersCounty) -> None:
    """A few kilobytes that unfold to a billion files are refused in a moment, not listed."""
    refused = county.refused("office", county.bomb(GIT_AUTHOR_EMAIL="admin@wei.example"))
    assert [each.message.partition("；")[0] for each in refused] == [
        "这次提交的文件展开超过 200000 个，判断不了，不能收"
    ]


UNREADABLE = {
    "doubled key": append(item("1.02"), "state: 办理中\n"),
    "alias": append(item("1.02"), "request: &a {on: 2026-07-10, text: 是}\n"),
    "no YAML": put(item("1.02"), "id: [\n"),
    "too large": put(item("1.02"), 'id: "1.02"\nstate: 办理中\n' + "#" * 1_000_001),
    "empty": put(item("1.02"), ""),
}


@pytest.mark.parametrize("change", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_refused(county: PowersCounty, change: Callable[[Path], object]) -> None:
    """A version that the judge cannot read is not passed by, even in one's own file."""
    assert county.tried("czj", change, actor="czj") == ["Q204"]


def test_a_version_of_another_encoding_is_refused(county: PowersCounty) -> None:
    """Bytes that are no UTF-8 are not judged by guessing."""
    county.begin()
    (county.root / item("1.02")).write_bytes('id: "1.02"\nstate: 办理中\n'.encode("gbk"))
    county.by("czj")
    assert county.codes("czj") == ["Q204"]


def test_changes_of_form_alone_are_seen(county: PowersCounty) -> None:
    """Line ends or the mode of another's file are a change, too, although no field differs."""

    def windows(root: Path) -> None:
        path = root / item("1.01")
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert county.tried("czj", windows, actor="czj") == ["Q301"]
    assert county.tried("czj", lambda root: (root / item("1.01")).chmod(0o755), actor="czj") == [
        "Q202",
        "Q301",
    ]
    assert county.tried("syb", lambda root: (root / item("1.01")).chmod(0o755), actor="syb") == ["Q202"]


def test_links_and_submodules_are_for_nobody(county: PowersCounty) -> None:
    """Neither an administrator nor a lead puts a link or another repository into this one."""
    county.begin()
    (county.root / f"{CAMPAIGN}/evidence/1.02").mkdir(parents=True, exist_ok=True)
    (county.root / f"{CAMPAIGN}/evidence/1.02/e1.pdf").symlink_to("/etc/passwd")
    county.by("czj")
    assert county.codes("czj") == ["Q201"]
    county.begin()
    county.git("update-index", "--add", "--cacheinfo", f"160000,{county.at('main')},sub")
    county.git("commit", "-q", "-m", "改", GIT_AUTHOR_EMAIL="admin@wei.example")
    assert county.codes("office") == ["Q201"]


def test_names_that_deceive_are_refused(county: PowersCounty) -> None:
    """Names with hidden or unportable characters, or that differ only in case, are refused."""
    folder = f"{CAMPAIGN}/evidence/1.02"
    assert county.tried("czj", put(f"{folder}/a\u202efdp.pdf"), actor="czj") == ["Q203"]
    assert county.tried("czj", put(f"{folder}/a\\b.pdf"), actor="czj") == ["Q203"]
    assert county.tried("czj", put(f"{folder}/E9.pdf"), actor="czj") == ["Q206"]
    assert county.tried("czj", put(f"{folder}/x/.gitattributes"), actor="czj") == ["Q210"]


@pytest.mark.parametrize("name", [b"\xff\xfe.yml", b"a\nb.yml", b":100644 x.yml"])
def test_names_git_can_hold_and_people_cannot_read(county: PowersCounty, name: bytes) -> None:
    """Bytes that are no text, or a name with a line's end, are refused in a readable sentence."""
    county.begin()
    folder = county.root / f"{CAMPAIGN}/evidence/1.02"
    folder.mkdir(parents=True, exist_ok=True)
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(b"x")
    county.by("czj")
    (refused,) = county.refused("czj")
    assert refused.code == "Q203"
    assert str(refused).isprintable()


def test_settings_of_the_judged_repository_run_nothing(county: PowersCounty, tmp_path: Path) -> None:
    """A merge driver, a filter or a hook the repository names does not run, and decides nothing."""
    trap = tmp_path / "ran"
    for key in ("merge.x.driver", "filter.x.clean", "core.fsmonitor", "diff.x.textconv"):
        county.git("config", key, f"touch {trap}; false")
    _sides(county)
    _merging(county)
    county.bring("czj", put(".gitattributes", "*.yml merge=x filter=x diff=x\n"))
    trap.unlink(missing_ok=True)
    assert [each.path for each in county.refused("czj", base="office-side")] == [".gitattributes"]
    assert not trap.exists()
    for key in ("merge.x.driver", "filter.x.clean", "core.fsmonitor", "diff.x.textconv"):
        county.git("config", "--unset", key)


def test_messages_forge_nothing(county: PowersCounty) -> None:
    """A message that imitates git's own output neither hides the commit nor lends another's name."""
    message = "改\x1e\nauthor 县双拥办 <syb@wei.example>\n:100644 100644 a b M\t\nsyb@wei.example"
    assert county.tried("czj", FOREIGN, message=message) == ["Q301"]


def test_what_is_quoted_is_cut_and_cleaned(county: PowersCounty) -> None:
    """A field's name of a thousand letters or with hidden signs does not flood or forge the answer."""
    county.begin()
    county.bring("czj", append(item("1.03"), f"facts\u2066{'长' * 900}: 是\n"))
    county.bring("czj", swap(item("1.02"), 'id: "1.02"', f'id: "1.02{"9" * 900}"'))
    told = [str(each) for each in county.refused("czj")]
    assert told
    assert all(len(each) < 300 and each.isprintable() for each in told)


def test_a_verdict_is_not_taken_for_a_report(county: PowersCounty) -> None:
    """A department that writes its own verdict is refused whatever file it hides it in."""
    text = (county.root / verdict("1.04")).read_text(encoding="utf-8")
    assert county.tried("czj", put(verdict("1.02"), text.replace("1.04", "1.02")), actor="czj") == ["Q210"]
    assert "Q210" in county.tried("czj", put(f"{CAMPAIGN}/verdicts/x/1.02.yml", text), actor="czj")
