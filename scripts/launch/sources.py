"""Where packages come from: what the user told pip, in the words of uv.

pip reads its own settings (PIP_* variables and pip.conf, where many sites name
a mirror); uv does not, so they are handed on. Every package is hash-checked
whatever its source.
"""

import configparser
import os
import sys
from pathlib import Path

NO = ("", "0", "false", "no", "off")

#: pip's setting and uv's option for it.
OPTIONS = (
    ("find-links", "--find-links"),
    ("index-url", "--index-url"),
    ("extra-index-url", "--extra-index-url"),
    ("trusted-host", "--allow-insecure-host"),
)


def setting(name: str) -> str:
    """Return a setting of pip: the variable if there is one, else what its files say."""
    variable = "PIP_" + name.upper().replace("-", "_")
    if variable in os.environ:
        return os.environ[variable]
    parser = configparser.RawConfigParser()
    try:
        parser.read(config_files(), encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError):  # pip itself would refuse it, and say so
        return ""
    sections = ("install", "global")
    return next((parser[part][name] for part in sections if parser.has_option(part, name)), "")


def config_files() -> list[Path]:
    """Return pip's configuration files, those that count more last."""
    if given := os.environ.get("PIP_CONFIG_FILE"):
        return [Path(given)]
    home = Path("~").expanduser()
    if os.name == "nt":
        return [Path(os.environ.get("APPDATA", home)) / "pip" / "pip.ini", home / "pip" / "pip.ini"]
    system = "/Library/Application Support/pip/pip.conf" if sys.platform == "darwin" else "/etc/pip.conf"
    return [Path(system), home / ".pip" / "pip.conf", home / ".config" / "pip" / "pip.conf"]


def is_offline() -> bool:
    """Tell whether the user forbade the index (by the words that pip reads as no)."""
    return setting("no-index").lower() not in NO


def uv_options() -> list[str]:
    """Return pip's settings as options of uv; hashes make any index as good as the first."""
    options = ["--index-strategy", "unsafe-best-match"]
    if is_offline():
        options.append("--no-index")
    for name, flag in OPTIONS:
        options += [part for value in setting(name).split() for part in (flag, value)]
    return options


def installer_environment() -> dict[str, str]:
    """Return the variables for pip and uv: plain UTF-8 text, few retries, no questions.

    uv is told to trust the system's certificates, as sites behind a proxy need.
    """
    defaults = {"PIP_RETRIES": "2", "UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    if certificate := setting("cert"):
        defaults["SSL_CERT_FILE"] = certificate
    fixed = {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "NO_COLOR": "1", "PIP_NO_INPUT": "1"}
    fixed["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    given = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return {**defaults, **given, **fixed}
