"""The lists of a column: its front page and, when there are many articles, further pages."""

from dataclasses import dataclass

from scripts.views.public import PublicArticle, PublicColumn

PER_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """One page of a column's list; the first is the front page of the column."""

    column: PublicColumn
    number: int
    total: int
    articles: tuple[PublicArticle, ...]

    @property
    def path(self) -> str:
        """Where this page stands."""
        return list_path(self.column, self.number)

    @property
    def title(self) -> str:
        """The column, and which page of it."""
        return self.column.title if self.number == 1 else f"{self.column.title}（第 {self.number} 页）"

    @property
    def others(self) -> tuple[tuple[int, str], ...]:
        """Number and path of every page of this list, '' for this one; nothing for a single page."""
        numbers = range(1, self.total + 1) if self.total > 1 else ()
        return tuple((each, "" if each == self.number else list_path(self.column, each)) for each in numbers)


def front(column: PublicColumn) -> str:
    """The front page of a column."""
    return f"{column.slug}/index.html"


def list_path(column: PublicColumn, number: int) -> str:
    """A page of the list; the folder ``list`` holds no article, so no name can be taken twice."""
    return front(column) if number == 1 else f"{column.slug}/list/{number}.html"


def list_pages(column: PublicColumn) -> tuple[ListPage, ...]:
    """The pages of a column's list, one at least."""
    starts = range(0, max(len(column.articles), 1), PER_PAGE)
    return tuple(
        ListPage(
            column=column,
            number=number,
            total=len(starts),
            articles=column.articles[start : start + PER_PAGE],
        )
        for number, start in enumerate(starts, 1)
    )


def neighbours(column: PublicColumn, index: int) -> tuple[PublicArticle | None, PublicArticle | None, str]:
    """The article before and after in the list, and the page of the list that names this one."""
    listed = column.articles
    newer = listed[index - 1] if index else None
    older = listed[index + 1] if index + 1 < len(listed) else None
    return newer, older, list_path(column, index // PER_PAGE + 1)
