"""The files of the form: our page and configuration, and the bundle of decap-cms as npm installed it."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scripts.problems import DataError, Problem

BUNDLE = "decap-cms.js"
_PAGE = Path(__file__).parent / "page"
_NOT_INSTALLED = (
    "没有装网页表单所用的 decap-cms（不用网页表单的不必装）；"
    "要用请先装 Node.js 18 以上，再运行 npm ci --prefix edit --ignore-scripts"
)
_DIST = "decap-cms/dist"
_RULES = (
    "default-src 'none'",
    "script-src 'self' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self' blob:{server}",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "frame-src 'none'",
)
"""What the page may do, and only under ``/edit/``: decap-cms compiles its configuration's schema
('unsafe-eval') and makes style elements ('unsafe-inline'). Everything comes from our own server."""


def page_files(config: dict[str, Any]) -> dict[str, bytes]:
    """Return our own part of ``/edit/``."""
    files = {path.name: path.read_bytes() for path in sorted(_PAGE.iterdir()) if path.is_file()}
    policy = "; ".join(_RULES).format(server=_server(config))
    text = json.dumps(config, ensure_ascii=False, separators=(",", ":"))
    files["index.html"] = files["index.html"].decode().replace("{policy}", policy).encode()
    return files | {"config.json": f"{text}\n".encode()}


def _server(config: dict[str, Any]) -> str:
    """Return the server the page talks to, when it is not its own."""
    backend = config["config"]["backend"]
    address = urlsplit(backend.get("api_root") or backend.get("proxy_url") or "https://api.github.com")
    return f" {address.scheme}://{address.netloc}" if address.netloc else ""


def bundle_files(modules: Path) -> dict[str, bytes]:
    """Return decap-cms below ``node_modules``; DataError says how to install it."""
    folder = modules / _DIST
    if not (folder / BUNDLE).is_file():
        raise DataError([Problem(path="edit/node_modules", line=1, code="W501", message=_NOT_INSTALLED)])
    wanted = [*folder.glob("decap-cms.js*"), *folder.glob("*.decap-cms.js"), *folder.glob("*.wasm")]
    return {path.name: path.read_bytes() for path in sorted(wanted) if path.suffix != ".map"}
