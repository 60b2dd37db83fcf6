"""Pages of the network: only public addresses, within limits, with leave. Servers are on this machine; no test goes further."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from socketserver import ThreadingTCPServer

import pytest

from framing.limits import Limits
from framing.read import addresses, fetch, robots
from framing.read.fetch import Net, Visits
from framing.read.given import Given
from framing.records import SetAside

CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
PAGE = b"<!doctype html><title>Quay</title><p>The quay was opened on Monday."


class Server(ThreadingTCPServer):
    """Answers each path by a function of the handler; keeps what was asked for."""

    daemon_threads = True

    def __init__(self, answers):
        super().__init__(("127.0.0.1", 0), Handler)
        self.server_port = self.server_address[1]
        self.answers, self.asked, self.heads = {"/robots.txt": lambda h: send(h, b"", status=404), **answers}, [], []

    def handle_error(self, *_):
        """The client goes away in the middle of a hostile answer: that is what is tested."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append(self.path)
        self.server.heads.append(dict(self.headers))
        self.close_connection = True
        self.server.answers.get(self.path, lambda h: send(h, PAGE))(self)

    def log_message(self, *_):
        """Nothing is said."""


def send(handler, body, status=200, kind="text/html; charset=utf-8", **head):
    handler.send_response(status)
    for name, value in {"Content_Type": kind, **head}.items():
        if value:
            handler.send_header(name.replace("_", "-"), value)
    if "Content_Length" not in head:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def trickle(handler, piece=b"a", seconds=0.05, head=True):
    """A byte now and then, for ever: every single read is quick."""
    if head:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        handler.wfile.write(piece)
        time.sleep(seconds)


@pytest.fixture
def serve():
    started = []

    def start(**answers):
        server = Server({f"/{name}" if name != "robots" else "/robots.txt": answer for name, answer in answers.items()})
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def here(*_):
    return [(socket.AF_INET, "127.0.0.1")]


def open_net(**more):
    """A net in which this machine may be asked: tests alone can make one."""
    return Net(**{"resolve": here, "allowed": lambda _: True, "ports": None, "pause": lambda _: None, **more})


def get(server, path="/page", limits=None, net=None, visits=None, host="news.example"):
    url = f"http://{host}:{server.server_port}{path}"
    return fetch.fetched(url, limits or Limits(), net or open_net(), visits or Visits())


def why(found) -> str:
    assert isinstance(found, SetAside), found
    assert "\n" not in found.why
    return found.why


# --- addresses (row 60) -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.9", "192.0.2.1", "198.18.0.1", "203.0.113.9", "192.88.99.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:7f00:1",
    "fe80::1", "fe80::1%eth0", "fec0::1",
    "fc00::1", "fd00:ec2::254", "ff02::1", "100::1", "5f00::1", "2001:db8::1", "3fff::1",
    "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:7f00:1::1", "2001:0:808:808::f5ff:fffe", "64:ff9b::127.0.0.1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808",
])  # fmt: skip
def test_row_60_an_address_that_is_not_public_is_refused(address):
    assert not addresses.public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::8.8.8.8"])
def test_an_address_of_the_public_is_not(address):
    assert addresses.public(ip_address(address))


@pytest.mark.parametrize("host", [
    "2130706433", "017700000001", "0x7f000001", "0x7f.1", "127.1", "0177.0.0.1", "127.0.0.0x1", "1.2.3.4.5", "0", "08.8.8.8",
    "fe80::1%25eth0", "a b", "", "..", "-.", "a..b", "é" * 70, "a\0b", "①②⑦.0.0.1.2",
])  # fmt: skip
def test_row_60_an_address_in_disguise_is_no_host(host):
    assert addresses.plain_host(host) is None or host == "-."


def test_hosts_are_written_in_ascii():
    assert addresses.plain_host("Bücher.example") == "xn--bcher-kva.example"
    assert addresses.plain_host("①②⑦.0.0.1") == "127.0.0.1"  # and is judged as that
    assert addresses.plain_host("NEWS.example.") == "news.example."


@pytest.fixture
def no_connection(monkeypatch):
    """A connection is a failure: what is refused is refused before."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was made"))


@pytest.mark.parametrize("url", [
    "http://127.0.0.1/", "http://0/", "http://0.0.0.0/", "http://[::1]/", "http://[::]/", "http://169.254.169.254/latest/meta-data/",
    "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fe80::1%25lo]/",
    "http://localhost/", "http://localhost./", "http://LOCALHOST/", "http://u:p@127.0.0.1/", "http://①②⑦.0.0.1/",
    "https://127.0.0.1/", "https://[::1]/",
])  # fmt: skip
def test_row_60_no_connection_is_made_to_this_machine_or_its_network(url, no_connection, monkeypatch):
    def numbers(host, *_, **__):
        """The machine's own resolver for numbers and its own name; any other name must not be asked for."""
        if host.strip(".").lower() == "localhost":
            return [(socket.AF_INET, 1, 6, "", ("127.0.0.1", 80)), (socket.AF_INET6, 1, 6, "", ("::1", 80, 0, 0))]
        return real(host, 80, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", numbers)
    said = why(fetch.fetched(url))
    assert "no address of the public network" in said or "no plain name" in said or "password" in said


@pytest.mark.parametrize(("url", "said"), [
    ("ftp://news.example/a", "http or https but of ftp"), ("file:///etc/passwd", "of file"), ("gopher://h/", "of gopher"),
    ("javascript:alert(1)", "of javascript"), ("//news.example/", "of nothing"), ("http:///path", "no plain name of a host"),
    ("http://u:p@news.example/", "a name or a password"), ("http://news.example@127.0.0.1/", "a name or a password"),
    ("http://news.example:22/", "port 22"), ("https://news.example:8443/", "port 8443"), ("http://news.example:0/", "port 0"),
    ("http://news.example:99999/", "no address that can be read"), ("http://[::1/", "no address that can be read"),
    ("http://news.example/a\nb", "no plain address"), ("http://news.example\\@127.0.0.1/", "no plain address"),
    ("http://news.example/\x1b[2J", "no plain address"), ("http://news.example/" + "a" * 9000, "no plain address"),
    ("http://a b/", "no plain address"),
])  # fmt: skip
def test_row_60_an_address_of_another_kind_is_refused_before_it_is_looked_up(url, said, no_connection):
    found = fetch.fetched(url, net=Net(resolve=lambda *_: pytest.fail("a name was looked up")))
    assert said in why(found)
    assert found.where.isprintable() and "u:p@" not in found.where and len(found.where) <= 300


@pytest.mark.parametrize("told", [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::1", "8.8.8.8"], []])
def test_row_60_a_name_is_judged_by_all_its_addresses(told, no_connection):
    net = Net(resolve=lambda *_: [(socket.AF_INET6 if ":" in one else socket.AF_INET, one) for one in told])
    assert "no address of the public network" in why(fetch.fetched("http://rebind.example/", net=net))


def test_row_60_a_name_is_looked_up_once_and_that_address_is_connected_to(monkeypatch):
    """A name that is public when judged and private when connected to is never asked for a second time."""
    looked, connected = [], []

    def rebinding(host, port, _):
        looked.append(host)
        return [(socket.AF_INET, "8.8.8.8" if len(looked) == 1 else "127.0.0.1")]

    def connect(self, address):
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("looked up past the resolver"))
    visits = Visits(robots={("http", "rebind.example", 80): robots.ANYTHING})
    assert "could not be reached" in why(fetch.fetched("http://rebind.example/", net=Net(resolve=rebinding), visits=visits))
    assert (looked, connected) == (["rebind.example"], [("8.8.8.8", 80)])


def test_row_60_the_address_of_the_connection_itself_is_judged(serve):
    """Should another address answer than the one asked for, nothing is read from it."""
    server = serve()
    seen = []

    def first_only(address):
        seen.append(str(address))
        return len(seen) == 1

    visits = Visits(robots={("http", "news.example", server.server_port): robots.ANYTHING})
    assert "no address of the public network" in why(get(server, net=open_net(allowed=first_only), visits=visits))
    assert server.asked == []


def test_a_name_that_nobody_knows_and_one_that_is_looked_up_for_ever(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "no host that is known" in why(fetch.fetched("http://nobody.example/", net=Net(pause=lambda _: None)))
    held = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [held.wait(5)][:0])
    began = time.monotonic()
    assert "took longer than 0.2 seconds" in why(fetch.fetched("http://slow.example/", Limits(fetch_seconds=0.2)))
    assert time.monotonic() - began < 4
    held.set()


# --- a page -------------------------------------------------------------------------------------------------------------


def test_a_page_is_a_file_under_its_address(serve):
    server = serve(**{"news/the-quay.html": lambda h: send(h, PAGE)})
    found = get(server, "/news/the-quay.html?x=1#part")
    assert isinstance(found, Given)
    assert (found.stem, found.suffix, found.size) == ("the-quay", ".html", len(PAGE))
    assert found.where == f"http://news.example:{server.server_port}/news/the-quay.html?x=1#part"
    assert found.open().read() == found.open().read() == PAGE
    assert server.asked == ["/robots.txt", "/news/the-quay.html?x=1"] or server.asked[0] == "/robots.txt"
    assert server.heads[-1]["User-Agent"].startswith("framing/") and server.heads[-1]["Host"].startswith("news.example:")


@pytest.mark.parametrize(("kind", "suffix"), [
    ("text/html", ".html"), ("TEXT/HTML; charset=x", ".html"), ("application/xhtml+xml", ".html"), ("text/plain", ".txt"),
    ("application/json; charset=utf-8", ".json"),
])  # fmt: skip
def test_pages_of_text_are_read(kind, suffix, serve):
    assert get(serve(page=lambda h: send(h, PAGE, kind=kind))).suffix == suffix


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/octet-stream", "text/x\x1b[2Jy", ""])
def test_others_are_set_aside_with_their_kind(kind, serve):
    said = why(get(serve(page=lambda h: send(h, PAGE, kind=kind))))
    assert (kind if kind.isprintable() and kind else "does not name" if not kind else "text") in said and said.isprintable()


@pytest.mark.parametrize(("status", "said"), [(404, "404 (Not Found)"), (500, "500"), (204, "204"), (304, "304"), (799, "799")])
def test_an_answer_that_is_no_page_is_told(status, said, serve):
    assert said in why(get(serve(page=lambda h: send(h, b"", status=status))))


def test_the_encoding_that_only_the_server_names_is_not_lost(serve):
    text = "“Quay” opened"
    tried = (("windows-1252", text.encode("cp1252"), text), ("punycode", b"a-b", None), ("x" * 99, b"a", None))
    for charset, body, back in tried:
        found = get(serve(page=lambda h, b=body, c=charset: send(h, b, kind=f"text/plain; charset={c}")))
        assert found.open().read() == (back.encode("utf-8-sig") if back else body)


def test_a_packed_page_is_unpacked(serve):
    assert get(serve(page=lambda h: send(h, gzip.compress(PAGE), Content_Encoding="gzip"))).open().read() == PAGE


def test_a_page_in_pieces_is_put_together(serve):
    def pieces(h):
        h.wfile.write(CHUNKED + b"".join(b"1\r\n%c\r\n" % c for c in PAGE) + b"0\r\n\r\n")

    assert get(serve(page=pieces)).open().read() == PAGE


# --- redirects ----------------------------------------------------------------------------------------------------------


def test_a_redirect_is_followed_and_the_last_address_told(serve):
    server = serve(page=lambda h: send(h, b"", status=301, Location="/last.html"))
    found = get(server)
    assert found.where.endswith("/last.html") and found.stem == "last"


def test_row_60_a_loop_of_redirects_ends(serve):
    server = serve(page=lambda h: send(h, b"", status=302, Location="/page"))
    assert "more than 5 times" in why(get(server))
    assert server.asked.count("/page") == 6


@pytest.mark.parametrize(("location", "said"), [
    ("file:///etc/passwd", "of file"), ("ftp://news.example/", "of ftp"), ("gopher://news.example/", "of gopher"),
    ("http://u:p@news.example/", "password"), ("http://[::1", "no address"), ("http://2130706433/", "no plain name"),
    ("data:text/html,x", "of data"),
])  # fmt: skip
def test_row_60_a_redirect_to_another_kind_of_address_is_refused(location, said, serve):
    assert said in why(get(serve(page=lambda h: send(h, b"", status=302, Location=location))))


def test_row_60_a_redirect_is_judged_like_an_address_that_was_given(serve):
    inner = serve(secret=lambda h: send(h, b"secret"))
    outer = serve(page=lambda h: send(h, b"", status=302, Location=f"http://inner.example:{inner.server_port}/secret"))
    told = {"news.example": "127.0.0.1", "inner.example": "127.0.0.2"}
    net = open_net(resolve=lambda host, *_: [(socket.AF_INET, told[host])], allowed=lambda a: str(a) == "127.0.0.1")
    assert "inner.example is no address of the public network" in why(get(outer, net=net))
    assert inner.asked == []
    assert "port" in why(get(outer, net=open_net(ports=frozenset({outer.server_port}))))


def test_a_redirect_without_an_address_is_an_answer(serve):
    assert "302" in why(get(serve(page=lambda h: send(h, b"", status=302))))


# --- limits -------------------------------------------------------------------------------------------------------------

SMALL = Limits(file_bytes=50_000, fetch_seconds=5)
SHORT = Limits(fetch_seconds=0.5, fetch_pause=0)


@pytest.mark.parametrize("answer", [
    lambda h: send(h, b"a" * 50_001),
    lambda h: send(h, b"a" * 99, Content_Length=str(10**12)),
    lambda h: trickle(h, b"a" * 10_000, 0),
    lambda h: send(h, gzip.compress(bytes(20_000_000)), Content_Encoding="gzip"),
    lambda h: send(h, gzip.compress(gzip.compress(bytes(10**7))) * 2, Content_Encoding="gzip", Content_Length="2"),
], ids=["body", "length", "endless", "bomb", "twice"])  # fmt: skip
def test_row_60_a_page_of_more_bytes_than_are_read_is_set_aside(answer, serve):
    said = why(get(serve(page=answer), limits=SMALL))
    assert any(word in said for word in ("larger than 50,000 bytes (limit file_bytes)", "broke off", "damaged"))


def test_row_60_a_bomb_is_not_unpacked_beyond_the_limit():
    import zlib

    packed = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    bomb = packed.compress(bytes(60_000_000)) + packed.flush()
    with pytest.raises(fetch.Refused):
        for piece in fetch._unpacked(iter([bomb]), 1000):
            assert len(piece) == 1001
            raise fetch.TooLarge


@pytest.mark.parametrize("answer", [
    trickle,
    lambda h: (h.wfile.write(b"HTTP/1.1 200 OK\r\nX: "), trickle(h, head=False)),
    lambda h: (h.wfile.write(CHUNKED + b"5;"), trickle(h, head=False)),
    lambda h: time.sleep(9),
    lambda h: trickle(h, b"HTTP/1.1 100 Continue\r\n\r\n", 0.05, head=False),
], ids=["body", "head", "chunk", "silence", "continue"])  # fmt: skip
def test_row_60_a_slow_loris_meets_the_deadline(answer, serve):
    began = time.monotonic()
    assert "took longer than 0.5 seconds (limit fetch_seconds)" in why(get(serve(page=answer), limits=SHORT))
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("answer", [
    lambda h: trickle(h, b"X: " + b"y" * 60_000 + b"\r\n", 0, head=False),
    lambda h: h.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X%d: y\r\n" % n for n in range(500)) + b"\r\n"),
    lambda h: trickle(h, b"HTTP/1.1 100 Continue\r\n\r\n" * 100, 0, head=False),
    lambda h: trickle(h, b"y" * 9999, 0, head=False),
], ids=["long lines", "many lines", "continue", "one line"])  # fmt: skip
def test_row_60_a_head_without_end_is_refused(answer, serve):
    assert "sends more" in (said := why(get(serve(page=answer), limits=SMALL))) or "broke off" in said


@pytest.mark.parametrize("answer", [
    lambda h: send(h, PAGE, Content_Length=str(len(PAGE) + 9)),
    lambda h: send(h, gzip.compress(PAGE)[:-5], Content_Encoding="gzip"),
    lambda h: send(h, b"no gzip at all", Content_Encoding="gzip"),
    lambda h: send(h, PAGE, Content_Encoding="br"),
    lambda h: send(h, gzip.compress(PAGE) * 2, Content_Encoding="gzip"),
    lambda h: h.wfile.write(CHUNKED + b"5\r\nab"),
    lambda h: h.wfile.write(CHUNKED + b"zz\r\nab"),
    lambda h: h.wfile.write(b"SSH-2.0-none\r\n"),
    lambda h: h.wfile.write(b"\xff\x00" * 100),
    lambda h: None,
], ids=["short", "gzip short", "no gzip", "br", "two", "chunk short", "chunk bad", "ssh", "noise", "nothing"])  # fmt: skip
def test_a_page_that_breaks_off_or_is_damaged_is_never_taken_for_whole(answer, serve):
    said = why(get(serve(page=answer)))
    assert any(word in said for word in ("broke off", "damaged", "not asked for", "several parts")) and said.isprintable()


# --- robots.txt and pauses ----------------------------------------------------------------------------------------------


def test_what_a_host_asks_of_programs_is_heeded_and_asked_for_once(serve):
    rules = b"User-agent: *\nDisallow: /private\nAllow: /private/open\n"
    server, visits = serve(robots=lambda h: send(h, rules, kind="application/octet-stream")), Visits()
    assert isinstance(get(server, "/page", visits=visits), Given)
    assert "robots.txt" in why(get(server, "/private/page", visits=visits))
    assert isinstance(get(server, "/private/open/page", visits=visits), Given)
    assert server.asked == ["/robots.txt", "/page", "/private/open/page"]


def test_the_leave_of_each_host_on_the_way_is_asked(serve):
    inner = serve(robots=lambda h: send(h, b"User-agent: Framing\nDisallow: /"))
    outer = serve(page=lambda h: send(h, b"", status=302, Location=f"http://inner.example:{inner.server_port}/x"))
    assert "robots.txt" in why(get(outer))
    assert inner.asked == ["/robots.txt"]


@pytest.mark.parametrize(("answer", "read"), [
    (lambda h: send(h, b"", status=404), True), (lambda h: send(h, b"", status=500), True), (lambda h: None, True),
    (lambda h: send(h, b"", status=302, Location="file:///etc/passwd"), True),
    (lambda h: send(h, b"", status=401), False), (lambda h: send(h, b"", status=403), False),
    (lambda h: trickle(h, b"#" * 60_000, 0), False),
])  # fmt: skip
def test_a_host_that_is_silent_gives_leave_and_one_that_locks_its_rules_away_does_not(answer, read, serve):
    assert isinstance(get(serve(robots=answer)), Given) == read


@pytest.mark.parametrize(("rules", "path", "leave"), [
    ("", "/a", True),
    ("User-agent: *\nDisallow:", "/a", True),
    ("user-agent: *\ndisallow: /", "/a", False),
    ("User-agent: other\nDisallow: /", "/a", True),
    ("User-agent: other\nUser-agent: framing # us\nDisallow: /a", "/ab", False),
    ("User-agent: *\nDisallow: /\n\nUser-agent: FRAMING\nAllow: /", "/a", True),
    ("User-agent: framing\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: framing\nDisallow: /c", "/c", False),
    ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
    ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
    ("User-agent: *\nDisallow: /*?print=", "/x?print=1", False),
    ("User-agent: *\nDisallow: /a$", "/ab", True),
    ("User-agent: *\nDisallow: /a*a$", "/a", True),
    ("User-agent: *\nDisallow: /é", "/%C3%A9t", False),
    ("Disallow: /", "/a", True),
    ("<html><body>User-agent: *</body>\nDisallow: /", "/a", True),
    ("User-agent: *\nDisallow: " + "*a" * 9000 + "$", "/" + "a" * 3000, True),
])  # fmt: skip
def test_rules_for_programs(rules, path, leave):
    assert robots.parse(rules, "framing").allow(path) == leave


def test_a_host_is_left_a_pause_and_the_pause_is_not_the_pages_time(serve):
    waited, visits = [], Visits()
    server = serve()
    limits = Limits(fetch_pause=30, fetch_seconds=20)
    for _ in range(2):
        assert isinstance(get(server, limits=limits, net=open_net(pause=waited.append), visits=visits), Given)
    get(server, limits=limits, net=open_net(pause=waited.append), visits=visits, host="other.example")
    assert len(waited) == 3 and all(20 < one <= 30 for one in waited)  # robots, page, page; then robots, page of the other


# --- certificates, proxies, nothing unasked -------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
               "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = Server({})
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        url = f"https://news.example:{server.server_port}/page"
        assert "certificate is not valid" in why(fetch.fetched(url, net=open_net()))
        assert server.asked == []
    finally:
        server.shutdown()
        server.server_close()


def test_row_52_proxies_of_the_environment_are_not_used(serve, monkeypatch):
    proxy = serve()
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.server_port}")
    server = serve()
    assert isinstance(get(server), Given)
    assert proxy.asked == []


def test_an_opener_remembers_hosts(serve):
    server = serve()
    opened = fetch.opener(open_net())
    for _ in range(2):
        assert isinstance(opened(f"http://news.example:{server.server_port}/page", Limits()), Given)
    assert server.asked == ["/robots.txt", "/page", "/page"]


def test_the_default_net_is_the_strict_one():
    net = Net()
    assert (net.resolve, net.allowed, net.ports) == (fetch.resolved, addresses.public, {80, 443})
