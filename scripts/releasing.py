"""What must be in order before a build may go to the real server: ``build --release``, codes R…."""

from collections.abc import Iterator
from datetime import date

from scripts.column.pieces import Piece, PieceState, pieces
from scripts.model.dataset import CampaignData, Dataset
from scripts.model.publicity import Footer
from scripts.model.words import BLANK
from scripts.problems import Problem


def release_faults(dataset: Dataset, as_of: date) -> list[Problem]:
    """Return everything that forbids a real release of data that are otherwise sound, sorted."""
    words = {piece.path: piece for piece in pieces(dataset, as_of) if piece.page is None}
    found: list[Problem] = []
    for data in dataset.campaigns:
        found += [*_is_real(data, dataset), *_footer_filled(data, dataset)]
        found += _words_reviewed(data, words.get(data.path("publicity.yml")))
    return sorted(found)


def _is_real(data: CampaignData, dataset: Dataset) -> Iterator[Problem]:
    """Sample data and a fixed day are for trying the program."""
    path = data.path("campaign.yml")
    if data.campaign.sample:
        message = "这是示例数据，不能正式发布；换成本县的真实数据后，删去 sample 这一行"
        yield Problem(path=path, line=dataset.line(path, "sample"), code="R01", message=message)
    if data.campaign.demo_clock:
        message = "写了演示日期，网站会一直停在那一天；删去 demo_clock 这一行"
        yield Problem(path=path, line=dataset.line(path, "demo_clock"), code="R02", message=message)


def _footer_filled(data: CampaignData, dataset: Dataset) -> Iterator[Problem]:
    """A government site names its numbers at the foot of each page."""
    path = data.path("publicity.yml")
    for name, field in Footer.model_fields.items():
        if BLANK in getattr(data.publicity.footer, name):
            message = (
                f"页脚“{field.description}”（footer.{name}）还是{BLANK}；请填上正式的值，重新审签后再发布"
            )
            yield Problem(path=path, line=dataset.line(path, "footer", name), code="R03", message=message)


def _words_reviewed(data: CampaignData, piece: Piece | None) -> Iterator[Problem]:
    """The words and numbers of the campaign have passed all four reviews as they stand now."""
    path = data.path("publicity.yml")
    if piece is None or piece.state is not PieceState.PUBLISHED:
        missing = "、".join(step.value for step in piece.standing.missing) if piece else "全部审签"
        message = f"对外公开的文字和数字还没有审完，差：{missing}；请依次运行 approve {path} --step … --by …"
        yield Problem(path=path, line=1, code="R04", message=message)
