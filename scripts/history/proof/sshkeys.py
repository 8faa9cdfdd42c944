"""The only caller of ssh-keygen: sign bytes with the user's key, say who signed a file.

Only ``-Y sign`` and ``-Y verify`` are used. Which keys count is decided by an
``allowed_signers`` file that lies outside whatever is judged.
"""

import subprocess
from collections.abc import Sequence
from pathlib import Path

PROGRAM = "ssh-keygen"


class SigningError(Exception):
    """The key cannot sign; the text says why."""


def sign(key: str, namespace: str, content: bytes) -> bytes:
    """Return the signature of ``content`` made with the key file (``~`` is the home folder)."""
    path = Path(key).expanduser()
    if not path.is_file():
        raise SigningError(f"签名密钥文件不存在：{key}（user.signingkey 应是密钥文件的路径）")
    code, signature, said = _start(["sign", "-f", str(path), "-n", namespace], content)
    if code:
        raise SigningError(f"ssh-keygen 不能签名：{said}")
    return signature


def signer(allowed: Path, namespace: str, signature: Path, content: bytes) -> str:
    """Return who of ``allowed`` signed ``content`` for ``namespace``; '' when nobody did."""
    _, found, _ = _start(["find-principals", "-s", str(signature), "-f", str(allowed)], b"")
    for name in found.decode("utf-8", "replace").splitlines():
        words = ["verify", "-n", namespace, "-I", name, "-f", str(allowed), "-s", str(signature)]
        if _start(words, content)[0] == 0:
            return name
    return ""


def _start(words: Sequence[str], stdin: bytes) -> tuple[int, bytes, str]:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            [PROGRAM, "-Y", *words], input=stdin, capture_output=True, check=False
        )
    except OSError:
        raise SigningError("没有找到 ssh-keygen，请先安装 OpenSSH 客户端") from None
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip()
