"""A real nginx or Caddy with the shipped configuration, of which only paths and ports are replaced."""

import base64
import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.counties import ROOT

DEPLOY = ROOT / "deploy"
PUBLIC, INTERNAL = "shuangyong.example.com", "shuangyong-internal.example.com"
USER, PASSWORD = "inspector", "only-for-this-test"
_WRAPPER = """
daemon off;
worker_processes 2;
pid {place}/nginx.pid;
error_log {place}/error.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    sendfile on;
    gzip on;
    access_log off;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {place}/shuangyong.conf;
}}
"""
"""What Debian's own nginx.conf says, for a server that is not root."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a server answered; ``headers`` by lower-case name."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server: where it listens, and the certificate to believe."""

    plain: int
    secure: int
    certificate: Path
    place: Path

    def ask(
        self,
        host: str,
        path: str,
        method: str = "GET",
        *,
        login: bool = False,
        tls: bool = True,
        **headers: str,
    ) -> Answer:
        """Ask for ``path`` exactly as written; ``_`` in a header's name stands for ``-``."""
        asked = {"Host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if login:
            asked["Authorization"] = f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"
        connection = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=20)
        if tls:
            connection.sock = self._secured(host)
        connection.request(method, path, headers=asked)
        got = connection.getresponse()
        body = got.read()
        connection.close()
        return Answer(
            status=got.status, headers={name.lower(): value for name, value in got.getheaders()}, body=body
        )

    def _secured(self, host: str) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=str(self.certificate))
        return context.wrap_socket(
            socket.create_connection(("127.0.0.1", self.secure), timeout=20), server_hostname=host
        )


def free_ports(count: int) -> list[int]:
    """Return ports nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _run(*command: str, given: str = "") -> str:
    return subprocess.run(command, input=given, check=True, capture_output=True, text=True).stdout


def _certificates(place: Path) -> Path:
    """Make a self-signed certificate for each host; return the file of both, to be believed."""
    for name, host in (("public", PUBLIC), ("internal", INTERNAL)):
        _run(
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
            ),
            *("-keyout", f"{place}/{name}.key", "-out", f"{place}/{name}.pem"),
            *("-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"),
        )
    both = place / "both.pem"
    both.write_bytes(b"".join((place / f"{name}.pem").read_bytes() for name in ("public", "internal")))
    return both


def _shipped(name: str, changes: Mapping[str, str], target: Path) -> None:
    """Write a shipped file with other paths and ports; each replaced text must occur."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, f"{name}: {old}"
        text = text.replace(old, new)
    target.write_text(text, encoding="utf-8")


def _unprivileged(place: Path) -> dict[str, str]:
    """Hand ``place`` to nobody if we are root; return how to start a program as that user."""
    if os.geteuid() != 0:
        return {}
    for path in (place, *place.rglob("*")):
        shutil.chown(path, "nobody", "nogroup")
    return {"user": "nobody", "group": "nogroup"}


@contextmanager
def _running(command: list[str], place: Path, ports: list[int]) -> Iterator[None]:
    """Run a web server as a user without rights."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(place)}
    with running(command, place, ports, environment, **_unprivileged(place)):
        yield


@contextmanager
def running(
    command: list[str], place: Path, ports: list[int], environment: Mapping[str, str], **who: str
) -> Iterator[None]:
    """Run a server until the block ends; it must listen within ten seconds and end when told."""
    log = (place / "server.log").open("wb")
    process = subprocess.Popen(command, cwd=place, env=environment, stdout=log, stderr=log, **who)  # type: ignore[call-overload]
    try:
        for port in ports:
            _wait(process, port, place)
        yield
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _wait(process: "subprocess.Popen[bytes]", port: int, place: Path) -> None:
    for _ in range(100):
        assert process.poll() is None, (place / "server.log").read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError((place / "server.log").read_text(encoding="utf-8"))


@contextmanager
def nginx(out: Path, place: Path, proposals: int = 0) -> Iterator[Server]:
    """Serve what ``build`` published in ``out``, as ``deploy/nginx`` says; ``place`` is a new folder.

    ``proposals`` is where decap-server listens; with it the internal site has the form under ``/edit/``.
    """
    plain, secure = free_ports(2)
    place.mkdir(mode=0o755)
    (place / "log").mkdir()
    believed = _certificates(place)
    hashed = _run("openssl", "passwd", "-6", "-stdin", given=PASSWORD).strip()
    (place / "users").write_text(f"{USER}:{hashed}\n", encoding="utf-8")
    _shipped("nginx/shuangyong-common.inc", {}, place / "shuangyong-common.inc")
    changes = {
        "/srv/shuangyong": str(out),
        "/etc/nginx/snippets": str(place),
        "/etc/nginx/shuangyong.htpasswd": f"{place}/users",
        "/etc/ssl/shuangyong": str(place),
        "/var/log/shuangyong": f"{place}/log",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{secure}",
    }
    if proposals:
        edit = {"/srv/shuangyong": str(out), "127.0.0.1:8081": f"127.0.0.1:{proposals}"}
        _shipped("nginx/shuangyong-edit.inc", edit, place / "shuangyong-edit.inc")
        changes[f"    # include {place}/shuangyong-edit.inc;"] = f"    include {place}/shuangyong-edit.inc;"
    _shipped("nginx/shuangyong.conf", changes, place / "shuangyong.conf")
    (place / "nginx.conf").write_text(_WRAPPER.format(place=place), encoding="utf-8")
    command = [_program("nginx"), "-p", str(place), "-c", f"{place}/nginx.conf", "-e", f"{place}/error.log"]
    with _running(command, place, [plain, secure]):
        yield Server(plain=plain, secure=secure, certificate=believed, place=place)


@contextmanager
def caddy(out: Path, place: Path, proposals: int = 0) -> Iterator[Server]:
    """Serve what ``build`` published in ``out``, as ``deploy/Caddyfile`` says; ``place`` is a new folder.

    ``proposals`` is where decap-server listens; with it the internal site has the form under ``/edit/``.
    """
    plain, secure = free_ports(2)
    place.mkdir(mode=0o755)
    (place / "log").mkdir()
    believed = _certificates(place)
    hashed = _run(_program("caddy"), "hash-password", "--plaintext", PASSWORD).strip()
    (place / "users").write_text(f"{USER} {hashed}\n", encoding="utf-8")
    changes = {
        "/srv/shuangyong": str(out),
        "/run/caddy": str(place),
        "/etc/caddy/shuangyong.users": f"{place}/users",
        "/etc/ssl/shuangyong": str(place),
        "/var/log/shuangyong": f"{place}/log",
        "http://shuangyong.example.com {": f"http://shuangyong.example.com:{plain} {{\n\tbind 127.0.0.1",
        "http://shuangyong-internal.example.com {": (
            f"http://shuangyong-internal.example.com:{plain} {{\n\tbind 127.0.0.1"
        ),
        "https://shuangyong.example.com {": f"https://shuangyong.example.com:{secure} {{\n\tbind 127.0.0.1",
        "https://shuangyong-internal.example.com {": (
            f"https://shuangyong-internal.example.com:{secure} {{\n\tbind 127.0.0.1"
        ),
    }
    if proposals:
        edit = {"/srv/shuangyong": str(out), "127.0.0.1:8081": f"127.0.0.1:{proposals}"}
        _shipped("shuangyong-edit.caddy", edit, place / "shuangyong-edit.caddy")
        changes["# import /etc/caddy/shuangyong-edit.caddy"] = f"import {place}/shuangyong-edit.caddy"
    _shipped("Caddyfile", changes, place / "Caddyfile")
    command = [_program("caddy"), "run", "--config", f"{place}/Caddyfile", "--adapter", "caddyfile"]
    with _running(command, place, [plain, secure]):
        yield Server(plain=plain, secure=secure, certificate=believed, place=place)


def _program(name: str) -> str:
    """Return where a server's program is; Debian keeps it off a plain user's path."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    assert found, f"{name} is missing: apt install {name}"
    return found
