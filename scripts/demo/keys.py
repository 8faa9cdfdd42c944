"""Keys of the demo's people, derived from the seed so that every run makes the same commits.

They protect nothing: whoever knows the seed has them. ``ssh-keygen`` can only
draw new keys and reads a given one only in OpenSSH's own format, which holds
the public half; so that half, one multiplication on the curve, is computed
here (RFC 8032, 5.1.5). Signing is left to ``ssh-keygen``.
"""

import base64
import hashlib
import struct

_KIND = b"ssh-ed25519"
_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P
_Y = 4 * pow(5, -1, _P) % _P
_WIDTH = 70
_BLOCK = 8

_Point = tuple[int, int, int, int]
"""A point on the curve in extended coordinates."""


def secret_of(seed: int, mail: str) -> bytes:
    """Return the 32 bytes that somebody's key is made of."""
    return hashlib.sha256(f"demo {seed} {mail}".encode()).digest()


def public_line(secret: bytes) -> str:
    """Return the public key as ``allowed_signers`` writes it."""
    return f"ssh-ed25519 {base64.b64encode(_public_blob(secret)).decode()}"


def private_text(secret: bytes, comment: str) -> str:
    """Return the private key in OpenSSH's own format, without a passphrase."""
    public = _public(secret)
    check = hashlib.sha256(secret).digest()[:4]
    inner = check + check + _string(_KIND) + _string(public) + _string(secret + public)
    inner += _string(comment.encode())
    inner += bytes(range(1, -len(inner) % _BLOCK + 1))
    outer = b"openssh-key-v1\0" + _string(b"none") + _string(b"none") + _string(b"")
    outer += struct.pack(">I", 1) + _string(_public_blob(secret)) + _string(inner)
    text = base64.b64encode(outer).decode()
    lines = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    name = "OPENSSH PRIVATE KEY"
    return "\n".join([f"-----BEGIN {name}-----", *lines, f"-----END {name}-----", ""])


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _public_blob(secret: bytes) -> bytes:
    return _string(_KIND) + _string(_public(secret))


def _public(secret: bytes) -> bytes:
    """Return the point that belongs to a secret, compressed."""
    low = bytearray(hashlib.sha512(secret).digest()[:32])
    low[0] &= 0xF8
    low[31] = low[31] & 0x7F | 0x40
    x, y, z, _ = _times(int.from_bytes(low, "little"))
    inverse = pow(z, -1, _P)
    x, y = x * inverse % _P, y * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _times(factor: int) -> _Point:
    """Return the base point, taken ``factor`` times."""
    sum_, point = (0, 1, 1, 0), _base()
    while factor:
        if factor & 1:
            sum_ = _add(sum_, point)
        point = _add(point, point)
        factor >>= 1
    return sum_


def _base() -> _Point:
    square = (_Y * _Y - 1) * pow(_D * _Y * _Y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * pow(2, (_P - 1) // 4, _P) % _P
    x = _P - x if x & 1 else x
    return x, _Y, 1, x * _Y % _P


def _add(one: _Point, other: _Point) -> _Point:
    a, b = (one[1] - one[0]) * (other[1] - other[0]), (one[1] + one[0]) * (other[1] + other[0])
    c, d = 2 * one[3] * other[3] * _D, 2 * one[2] * other[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P
