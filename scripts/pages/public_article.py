"""An article of the public site, and what stands above and below its text."""

from collections.abc import Mapping

from scripts.pages.public_lists import front, neighbours
from scripts.pages.public_pictures import body_parts, uncredited
from scripts.pages.public_words import address_of, file_words, first_sentence, notice_word
from scripts.pages.sheet import WIDE, Heading, Sheet, block
from scripts.views.public import PublicColumn, PublicSite


def article_sheet(site: PublicSite, column: PublicColumn, index: int, files: Mapping[str, bytes]) -> Sheet:
    """Title, where it comes from, text with pictures, files, corrections, the way on."""
    article = column.articles[index]
    newer, older, back = neighbours(column, index)
    return Sheet(
        article.path,
        article.title,
        (
            block("public/crumbs.html", column=column, front=front(column)),
            Heading(article.title, 1),
            block(
                "public/article.html",
                article=article,
                notice=notice_word(article, site.as_of),
                address=address_of(site.url, article.path),
            ),
            *body_parts(article, files),
            block(
                "public/article_foot.html",
                article=article,
                pictures=uncredited(article, files),
                documents=documents(column, index, files),
                newer=newer,
                older=older,
                back=back,
                column=column,
            ),
        ),
        WIDE,
        description=first_sentence(article.body) or article.title,
    )


def documents(column: PublicColumn, index: int, files: Mapping[str, bytes]) -> list[tuple[str, str, str]]:
    """Path, title and size in words of each file for download."""
    return [
        (each.path, each.title, file_words(each.path, len(files[each.path]) if each.path in files else None))
        for each in column.articles[index].documents
    ]
