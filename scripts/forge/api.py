"""Ask the forge over its web interface; GitHub, Forgejo and Gitea understand the same few requests."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

_PAGE = 100
_SECONDS = 30


class ForgeError(Exception):
    """The forge refused or could not be reached; the text is one sentence with the remedy."""


@dataclass(frozen=True, kw_only=True)
class Forge:
    """A repository on a forge: ``api`` as ``https://host/api/v1``, ``repository`` as ``owner/name``."""

    api: str
    repository: str
    token: str

    def ask(self, method: str, path: str, given: Mapping[str, object] | None = None) -> Any:
        """Return the forge's answer to one request below the repository."""
        if not self.api.startswith(("https://", "http://")):
            raise ForgeError("代码平台的接口地址应以 https:// 开头（环境变量 GITHUB_API_URL）")
        request = Request(  # noqa: S310 - the scheme was looked at
            f"{self.api}/repos/{self.repository}/{path}",
            method=method,
            data=None if given is None else json.dumps(given).encode(),
            headers={
                "Authorization": f"token {self.token}",
                "Accept": "application/json",
                "Content-Type": "application/json",
                "User-Agent": "dual-support-county",
            },
        )
        try:
            with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - as above
                return json.loads(answer.read() or b"null")
        except HTTPError as error:
            raise ForgeError(f"代码平台拒绝了请求（{error.code}）：请核对令牌的权限和仓库名称") from None
        except (URLError, TimeoutError, ValueError):
            raise ForgeError("连不上代码平台，或者它的回答读不懂：请稍后重新运行") from None

    def entries(self, path: str) -> Iterator[Mapping[str, Any]]:
        """Yield a list page by page; a forge that ignores the page number is asked once."""
        seen: set[object] = set()
        page = 1
        while True:
            found = [
                each
                for each in self.ask("GET", f"{path}?per_page={_PAGE}&limit={_PAGE}&page={page}")
                if each["id"] not in seen
            ]
            yield from found
            seen |= {each["id"] for each in found}
            page += 1
            if len(found) < _PAGE:
                return
