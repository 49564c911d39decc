"""Servers on the loopback address that take alerts: a webhook and a mail server, plain and encrypted."""

from __future__ import annotations

import json
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> Path:
    """Key and certificate of 127.0.0.1, which nobody trusts by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = tmp_path_factory.mktemp("certificate") / "server.pem"
    path.write_bytes(key.private_bytes(*form) + built.public_bytes(serialization.Encoding.PEM))
    return path


def encrypting(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


class Hook(ThreadingHTTPServer):
    """Takes what is posted, and answers with the statuses that a test lines up, then with 204."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), HookHandler)
        self.posted: list[dict] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.statuses: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class HookHandler(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        held = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.paths.append(self.path)
        self.server.posted.append(json.loads(held))
        self.server.headers.append(dict(self.headers))
        status = self.server.statuses.pop(0) if self.server.statuses else 204
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/inside")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running(server: socketserver.BaseServer) -> Iterator[None]:
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def hook() -> Iterator[Hook]:
    server = Hook()
    with running(server):
        yield server


class Post(socketserver.ThreadingTCPServer):
    """A small mail server: STARTTLS where it has a certificate, or encrypted from the start; a login where it wants one."""

    daemon_threads = True

    def __init__(self, certificate: Path | None = None, is_encrypted: bool = False, login: str | None = None) -> None:
        super().__init__(("127.0.0.1", 0), PostHandler)
        self.certificate, self.is_encrypted, self.login = certificate, is_encrypted, login
        self.letters: list[EmailMessage] = []
        self.were_encrypted: list[bool] = []
        self.refuses: str | None = None

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class PostHandler(socketserver.BaseRequestHandler):
    server: Post

    def handle(self) -> None:
        with suppress(OSError):
            if self.server.is_encrypted and self.server.certificate:
                self.request = encrypting(self.server.certificate).wrap_socket(self.request, server_side=True)
            self.lines = self.request.makefile("rb")
            self.say("220 desk.example ready")
            while line := self.lines.readline():
                if not self.answer(line.strip().decode()):
                    return

    def say(self, *lines: str) -> None:
        self.request.sendall("".join(f"{line}\r\n" for line in lines).encode())

    def answer(self, line: str) -> bool:
        word = line.partition(" ")[0].upper()
        is_plain = not isinstance(self.request, ssl.SSLSocket)
        if word == "EHLO":
            offers = ["STARTTLS"] * bool(self.server.certificate and is_plain) + ["AUTH PLAIN"] * bool(self.server.login)
            self.say("250-desk.example", *(f"250-{offer}" for offer in offers), "250 SIZE 1000000")
        elif word == "STARTTLS":
            self.say("220 go ahead")
            self.request = encrypting(self.server.certificate).wrap_socket(self.request, server_side=True)
            self.lines = self.request.makefile("rb")
        elif word == "AUTH":
            self.say("235 welcome" if line.endswith(f" {self.server.login}") else "535 who are you")
        elif word == "MAIL" and self.server.refuses:
            self.say(self.server.refuses)
        elif word == "DATA":
            self.take_letter(is_plain)
        elif word == "QUIT":
            self.say("221 bye")
            return False
        else:
            self.say("250 ok")
        return True

    def take_letter(self, is_plain: bool) -> None:
        self.say("354 go on")
        held = b""
        while (line := self.lines.readline()) != b".\r\n":
            held += line
        self.server.letters.append(message_from_bytes(held, policy=policy.default))
        self.server.were_encrypted.append(not is_plain)
        self.say("250 taken")
