"""Rules across the evidence register and the files it points to."""

from collections.abc import Iterator
from dataclasses import replace

from scripts.check.scope import Scope, repeated
from scripts.model.dataset import CampaignData
from scripts.model.progress import Evidence
from scripts.model.standard import Rule
from scripts.model.words import Every, Level
from scripts.problems import Problem

_INTERNAL_MARK = "〔内部〕"
_KINDS = {"pdf": "pdf", "png": "png", "jpg": "jpg", "docx": "zip", "xlsx": "zip"}


def _entries(scope: Scope) -> Iterator[tuple[str, int, Evidence, Rule]]:
    """Yield file name, position, entry and rule of every evidence entry."""
    for stem, record in scope.data.progress.items():
        rule = scope.data.rule_for(record.id, scope.as_of)
        if rule is None:
            continue
        for index, entry in enumerate(record.evidence):
            yield f"progress/{stem}.yml", index, entry, rule


def evidence_ids_unique(scope: Scope) -> Iterator[Problem]:
    """No two entries of an item share an id."""
    for stem, record in scope.data.progress.items():
        for index in repeated([entry.id for entry in record.evidence]):
            message = f"佐证编号“{record.evidence[index].id}”重复（应唯一）"
            yield scope.error(f"progress/{stem}.yml", "K350", message, "evidence", index)


def evidence_told_once(scope: Scope) -> Iterator[Problem]:
    """No two entries of an item say the same of the same paper: one was probably entered twice."""
    for stem, record in scope.data.progress.items():
        told = [f"{(e.piece, e.year, e.title, e.number, e.box, e.page)}" for e in record.evidence]
        for index in repeated(told):
            first = record.evidence[told.index(told[index])]
            message = f"与佐证 {first.id}“{first.title}”一模一样，是不是登记了两遍？（应只留一条）"
            yield scope.warning(f"progress/{stem}.yml", "K349", message, "evidence", index)


def evidence_is_asked(scope: Scope) -> Iterator[Problem]:
    """An entry answers a piece the standard asks for."""
    for name, index, entry, rule in _entries(scope):
        asked = [each.name for each in rule.evidence]
        if entry.piece not in asked:
            message = f"标准没有要求“{entry.piece}”（应为 {' / '.join(asked)}）"
            yield scope.error(name, "K351", message, "evidence", index, "for")


def evidence_years_fit(scope: Scope) -> Iterator[Problem]:
    """A yearly piece names a year of the window."""
    years = scope.data.campaign.years
    window = f"{years[0]}–{years[-1]}" if years else "届期"
    for name, index, entry, rule in _entries(scope):
        yearly = any(each.name == entry.piece and each.every is Every.YEARLY for each in rule.evidence)
        if yearly and entry.year is None:
            message = f"“{entry.piece}”逐年要求，缺年度（应为 {window}）"
            yield replace(scope.error(name, "K352", message, "evidence", index), missing=("year",))
        if entry.year is not None and entry.year not in years:
            message = f"年度不在届期内（应为 {window}，实为 {entry.year}）"
            yield scope.error(name, "K352", message, "evidence", index, "year")


def paper_is_boxed(scope: Scope) -> Iterator[Problem]:
    """Paper-only evidence has a box and no file."""
    for name, index, entry, _ in _entries(scope):
        if entry.level is not Level.PAPER:
            continue
        if entry.box is None:
            message = "纸质佐证缺盒号（应填写盒号，如 1-05）"
            yield replace(scope.error(name, "K353", message, "evidence", index), missing=("box",))
        if entry.file is not None:
            yield scope.error(name, "K353", "纸质佐证不入库（应去掉文件）", "evidence", index, "file")


def files_are_true(scope: Scope) -> Iterator[Problem]:
    """A file named exists, has the digest stated, and is of the kind its ending says."""
    for name, index, entry, _ in _entries(scope):
        for code, message, key in _file_findings(scope.data, entry):
            yield scope.error(name, code, message, "evidence", index, key)


def _file_findings(data: CampaignData, entry: Evidence) -> Iterator[tuple[str, str, str]]:
    if (entry.file is None) != (entry.sha256 is None):
        yield "K357", "file 与 sha256 应同时填写", "file" if entry.file else "sha256"
    if entry.file is None:
        return
    stored = data.evidence_files.get(entry.file)
    if stored is None:
        yield "K354", f"文件不存在（应有 {data.path('evidence')}/{entry.file}）", "file"
        return
    if entry.sha256 and stored.sha256 != entry.sha256:
        yield "K355", f"文件内容与登记不符（应为 {entry.sha256[:12]}…，实为 {stored.sha256[:12]}…）", "sha256"
    wanted = _KINDS[entry.file.rsplit(".", 1)[1]]
    if stored.kind != wanted:
        yield "K356", f"文件内容与后缀不符（应为 {wanted}，实为 {stored.kind}）", "file"


def marked_pieces_stay_inside(scope: Scope) -> Iterator[Problem]:
    """A piece marked 〔内部〕 is never registered as public."""
    for name, index, entry, _ in _entries(scope):
        if _INTERNAL_MARK in entry.piece and entry.level is Level.PUBLIC:
            yield scope.error(
                name, "K358", "标为〔内部〕的佐证不能公开（应为 内部 或 纸质）", "evidence", index, "level"
            )


def files_are_registered(scope: Scope) -> Iterator[Problem]:
    """Every file in the campaign's ``evidence`` folder is named by an entry."""
    named = {entry.file for record in scope.data.progress.values() for entry in record.evidence}
    for name in scope.data.evidence_files:
        if name not in named:
            message = "没有登记的佐证文件（应在 progress 的 evidence 中登记，或删去）"
            yield scope.warning(f"evidence/{name}", "K359", message)
