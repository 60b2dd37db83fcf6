"""Pages of the network, only where the user asks for them: from public addresses, within limits, and with their hosts' leave.

The address is looked up once and judged, and the very address judged is connected to, so that a name that changes its address
in between gains nothing; so at every redirect. One deadline and one count of bytes hold for all that is read for a page,
whatever the pace of single reads. Proxies that the environment names are not used: a proxy looks names up itself, and nobody
could judge the address it connects to.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from framing import __version__
from framing.limits import DEFAULT, Limits
from framing.read import addresses, robots
from framing.read.given import Given
from framing.records import SetAside

PROGRAM = "framing"
USER_AGENT = f"{PROGRAM}/{__version__} (lays accounts of one news event side by side; asks for single pages a user names)"

KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/json": ".json"}
"""Types of pages that are read, and the ending of a file of that type."""

LONGEST_URL = 4_000
"""Characters of an address: what servers and browsers take."""

HEADER_BYTES = 100_000
"""Bytes of the head of an answer: ten times what servers themselves allow."""

ROBOTS_BYTES = 1_000_000
"""Bytes of a robots.txt, twice what RFC 9309 asks to be read."""

PIECE = 65_536
"""Bytes read at once."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WESTERN = {"iso8859-1": "cp1252", "ascii": "cp1252", "cp1252": "cp1252", "iso8859-15": "iso8859-15", "utf-16": "utf-16"}
"""Encodings that a server may name and that are turned into UTF-8 here; of others the page itself must tell."""


class Refused(Exception):
    """A page that is not read, with the reason in words that follow its address."""


class TooLarge(Refused):
    """A page of more bytes than are read."""


@dataclass(frozen=True, slots=True)
class Net:
    """How the network is reached. The command line knows only the default; tests have their own."""

    resolve: Callable[[str, int, float], Sequence[tuple[int, str]]] = field(default_factory=lambda: resolved)
    allowed: Callable[[addresses.Address], bool] = addresses.public
    ports: frozenset[int] | None = frozenset({80, 443})
    pause: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class Visits:
    """What a run has learned of hosts: their rules for programs, and when each was last asked."""

    robots: dict[tuple[str, str, int], robots.Robots] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)


def opener(net: Net | None = None) -> Callable[[str, Limits], Given | SetAside]:
    """A function that gets the page behind a url, and remembers hosts over a run."""
    reached, visits = net or Net(), Visits()
    return lambda url, limits: fetched(url, limits, reached, visits)


def fetched(
    url: str, limits: Limits = DEFAULT, net: Net | None = None, visits: Visits | None = None
) -> Given | SetAside:
    """The page behind a url, as a file under the address it was found at in the end; set aside, with the reason, if not read.

    `limits` gives the bytes of the page, packed or not, its seconds with all redirects, and the number of these.
    """
    page = _Page(limits, net or Net(), visits or Visits(), time.monotonic() + limits.fetch_seconds)
    try:
        return page.read(url)
    except Refused as fault:
        return SetAside(shown(url), str(fault))
    except TimeoutError:
        return SetAside(shown(url), f"took longer than {limits.fetch_seconds:g} seconds (limit fetch_seconds)")
    except ssl.SSLCertVerificationError as fault:
        return SetAside(shown(url), f"its certificate is not valid ({fault.verify_message}); it was not read")
    except (OSError, http.client.HTTPException) as fault:
        why = getattr(fault, "strerror", None) or type(fault).__name__
        return SetAside(shown(url), f"could not be reached, or broke off ({why}); try again later")


def shown(url: str) -> str:
    """A url as it may stand in a sentence: printable, short, and without a password."""
    scheme, slashes, rest = url[:LONGEST_URL].partition("://")
    host, slash, path = rest.partition("/")
    plain = f"{scheme}{slashes}{host.rpartition('@')[2]}{slash}{path}"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in plain[:300])


# --- one page ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    kind: str
    charset: str
    location: str
    body: bytes


@dataclass(slots=True)
class _Page:
    """One page being read: its bounds, and the moment by which all of it must be here."""

    limits: Limits
    net: Net
    visits: Visits
    deadline: float

    def read(self, url: str) -> Given:
        """The page, or `Refused`."""
        found, answer = self._followed(url, self.limits.file_bytes, heed=True)
        if answer.status != 200:
            raise Refused(f"its server answered {_status(answer.status)}")
        if answer.kind not in KINDS:
            kind = shown(answer.kind) or "of a kind that its server does not name"
            raise Refused(f"is {kind}; only {', '.join(KINDS)} are read")
        body = _as_utf8(answer.body, answer.charset)
        name = urlsplit(found).path.rstrip("/").rpartition("/")[2].rpartition(".")
        stem = (name[0] or name[2] or urlsplit(found).hostname or "page")[:100]
        return Given(shown(found), shown(stem), KINDS[answer.kind], lambda: io.BytesIO(body), len(body))

    def _followed(self, url: str, most: int, heed: bool) -> tuple[str, _Answer]:
        """The first answer that is no redirect, and its url. With `heed` each host is asked for its leave first, and only kinds
        that are read are."""
        for _ in range(self.limits.fetch_redirects + 1):
            target = _target(url, self.net.ports)
            if heed and not self._robots(target).allow(_path(target)):
                raise Refused("its host asks programs not to read it (robots.txt)")
            answer = self._answer(target, most, every=not heed)
            if answer.status not in _REDIRECTS or not answer.location:
                return url, answer
            url = _onward(url, answer.location)
        raise Refused(f"led on to another address more than {self.limits.fetch_redirects} times (limit fetch_redirects)")

    def _robots(self, target: SplitResult) -> robots.Robots:
        """The rules of a host. It may be silent on them, or not answer; but who locks them away, or drowns them, means no."""
        origin = (target.scheme, target.hostname or "", _port(target))
        if origin not in self.visits.robots:
            self.visits.robots[origin] = self._asked_robots(target)
        return self.visits.robots[origin]

    def _asked_robots(self, target: SplitResult) -> robots.Robots:
        try:
            _, answer = self._followed(f"{target.scheme}://{target.netloc}/robots.txt", ROBOTS_BYTES, heed=False)
        except TooLarge:
            return robots.NOTHING
        except (Refused, OSError, http.client.HTTPException):
            return robots.ANYTHING
        if answer.status == 200:
            return robots.parse(answer.body.decode("utf-8", "replace"), PROGRAM)
        return robots.NOTHING if answer.status in (401, 403) else robots.ANYTHING

    def _answer(self, target: SplitResult, most: int, every: bool) -> _Answer:
        host = target.hostname or ""
        self._wait(host)
        with self._connected(target) as connection:
            wire = _Wire(connection, self.deadline)
            client = http.client.HTTPConnection(host)
            client.sock = wire  # all that it writes and reads goes by the connection that was judged
            client.request("GET", _path(target), headers={
                "Host": target.netloc, "User-Agent": USER_AGENT, "Accept": ", ".join(KINDS), "Accept-Encoding": "gzip",
                "Connection": "close",
            })  # fmt: skip
            response = client.getresponse()
            wire.most = wire.count + 2 * most  # the frames of a page in pieces take room too
            head = response.headers
            kind = head.get_content_type() if "Content-Type" in head else ""
            body = _body(response, most) if response.status == 200 and (every or kind in KINDS) else b""
            return _Answer(response.status, kind, head.get_content_charset() or "", head.get("Location") or "", body)

    def _wait(self, host: str) -> None:
        """Leave the host a pause since it was last asked; waiting does not count as the page's time."""
        now = time.monotonic()
        rest = self.visits.last.get(host, now - self.limits.fetch_pause) + self.limits.fetch_pause - now
        if rest > 0:
            self.net.pause(rest)
            self.deadline += rest
        self.visits.last[host] = time.monotonic()

    def _connected(self, target: SplitResult) -> socket.socket:
        """A connection to the address that the host has now, judged before and after."""
        host, port = target.hostname or "", _port(target)
        found = self.net.resolve(host, port, _left(self.deadline))
        if not found or not all(self.net.allowed(ip_address(address)) for _, address in found):
            raise Refused(f"{shown(host)} is no address of the public network")
        connection = _first(found, port, self.deadline)
        try:
            if not self.net.allowed(ip_address(connection.getpeername()[0])):
                raise Refused(f"{shown(host)} is no address of the public network")
            connection.settimeout(_left(self.deadline))
            if target.scheme == "https":
                return _tls().wrap_socket(connection, server_hostname=host.rstrip("."))
        except BaseException:
            connection.close()
            raise
        return connection


# --- addresses and connections ----------------------------------------------------------------------------------------


def _target(url: str, ports: frozenset[int] | None) -> SplitResult:
    """The parts of a url that may be asked for, its host in ASCII. Raises `Refused` for any other."""
    if len(url) > LONGEST_URL or not url.isprintable() or " " in url or "\\" in url:
        raise Refused("is no plain address: it is too long, or has characters in it that none has")
    try:
        parts = urlsplit(url)
        port, written = parts.port, parts.hostname or ""
    except ValueError:
        raise Refused("is no address that can be read") from None
    if parts.scheme not in ("http", "https"):
        raise Refused(f"is no address of http or https but of {shown(parts.scheme) or 'nothing'}")
    if "@" in parts.netloc:
        raise Refused("has a name or a password in it; give the plain address")
    host = addresses.plain_host(written)
    if host is None:
        raise Refused("has no plain name of a host")
    usual = 443 if parts.scheme == "https" else 80
    if ports is not None and (usual if port is None else port) not in ports:
        raise Refused(f"asks for port {port}; only 80 and 443 are used")
    bracketed = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=bracketed if port in (None, usual) else f"{bracketed}:{port}", fragment="")


def _onward(url: str, location: str) -> str:
    """The url that a redirect leads to. A head is read as Latin-1, and urls in it are mostly UTF-8."""
    try:
        return urljoin(url, location.encode("latin-1", "replace").decode("utf-8", "replace"))
    except ValueError:
        raise Refused("led on to what is no address") from None


def _port(target: SplitResult) -> int:
    return target.port or (443 if target.scheme == "https" else 80)


def _path(target: SplitResult) -> str:
    query = f"?{target.query}" if target.query else ""
    return quote((target.path or "/") + query, safe="/?&=%:;,+@!$'()*~[]|-._")


def resolved(host: str, port: int, seconds: float) -> list[tuple[int, str]]:
    """The addresses of a host, each with its family. Looking a name up knows no deadline of its own, so a thread does it."""
    found: list[tuple[int, str]] = []
    faults: list[Exception] = []

    def look_up() -> None:
        try:
            told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend((int(family), str(address[0])) for family, _, _, _, address in told)
        except (OSError, UnicodeError, ValueError) as fault:
            faults.append(fault)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TimeoutError
    if faults:
        raise Refused(f"{shown(host)} is no host that is known here")
    return found


def _first(found: Sequence[tuple[int, str]], port: int, deadline: float) -> socket.socket:
    """A connection to the first address that answers."""
    fault: OSError = OSError("no address")
    for family, address in found:
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(_left(deadline))
            connection.connect((address, port))
            return connection
        except OSError as this:
            connection.close()
            fault = this
    raise fault


def _left(deadline: float) -> float:
    """Seconds left. Raises `TimeoutError` when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


class _Wire(io.RawIOBase):
    """A connection as the HTTP client sees it, read against one deadline and one count of bytes.

    A timeout of the socket is of one read: a server that sends a byte a second would never meet it.
    """

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self.connection, self.deadline = connection, deadline
        self.count, self.most = 0, HEADER_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.connection.settimeout(_left(self.deadline))
        count = self.connection.recv_into(buffer)
        self.count += count
        if self.count > self.most:
            raise TooLarge("sends more than is read of one page")
        return count

    def sendall(self, data: bytes) -> None:
        self.connection.settimeout(_left(self.deadline))
        self.connection.sendall(data)

    def makefile(self, *_: Any) -> io.BufferedReader:
        return io.BufferedReader(self)

    def close(self) -> None:
        """Stay open: the client lets go of it when the head is read, and the body is still to come."""


# --- bodies -----------------------------------------------------------------------------------------------------------


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    """The whole body, unpacked. Raises `TooLarge` as soon as it is, `Refused` when it is damaged or broken off."""
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise Refused(f"is packed in a way that was not asked for ({shown(packing)[:40]})")
    pieces = iter(lambda: response.read(PIECE), b"")
    body = bytearray()
    for piece in pieces if packing == "identity" else _unpacked(pieces, most):
        body += piece
        if len(body) > most:
            raise TooLarge(f"is larger than {most:,} bytes (limit file_bytes)")
    if response.length:
        raise Refused("broke off before its end; try again later")
    return bytes(body)


def _unpacked(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """The pieces of a gzip stream unpacked, none larger than `most` and a byte: enough to see that it is too large."""
    packed = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        for piece in pieces:
            yield packed.decompress(piece, most + 1)
    except zlib.error:
        raise Refused("is packed and damaged") from None
    if packed.unused_data:
        raise Refused("is packed in several parts, of which the first alone could be read")
    if not packed.eof:
        raise Refused("broke off before its end; try again later")


def _as_utf8(body: bytes, charset: str) -> bytes:
    """The body in UTF-8 where its server names another encoding that the page may not: a file has no place for that word."""
    import codecs

    try:
        name = _WESTERN.get(codecs.lookup(charset).name) if charset else None
        return body.decode(name).encode("utf-8-sig") if name else body
    except (LookupError, UnicodeError, ValueError):
        return body


def _status(code: int) -> str:
    """A status by its number and its usual name, never by the server's own words."""
    return f"{code} ({HTTPStatus(code).phrase})" if code in list(HTTPStatus) else str(code)
