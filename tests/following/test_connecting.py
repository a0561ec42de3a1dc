"""The address that was checked is the one that is connected to, under the name that was asked for."""

from threading import Event

import httpcore
import pytest

from demarche.errors import NotFetched, NotNow, TooSlow
from demarche.following.addresses import read_inside
from demarche.following.connecting import Deadline, GuardedBackend
from demarche.following.fetching import page_of

PUBLIC, PRIVATE = "93.184.216.34", "127.0.0.1"
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi"


class Recording(httpcore.MockBackend):
    """Answers from memory; remembers what was connected to, which name TLS was told, and what was sent."""

    def __init__(self, dead=(), fault=httpcore.ConnectError):
        super().__init__([HTML])
        self.connected, self.names, self.sent, self.dead, self.fault = [], [], b"", dead, fault

    def connect_tcp(self, host, port, *_, **__):
        self.connected.append(host)
        if host in self.dead:
            raise self.fault("nobody there")
        outer = self

        class Stream(httpcore.MockStream):
            def write(self, buffer, timeout=None):
                outer.sent += buffer

            def start_tls(self, ssl_context, server_hostname=None, timeout=None):
                outer.names.append((server_hostname, ssl_context.check_hostname))
                return self

        return Stream([HTML])


class Rebinding:
    """A name server that answers with another address each time."""

    def __init__(self, *answers):
        self.answers, self.times = answers, 0

    def __call__(self, host, port):
        self.times += 1
        return [self.answers[(self.times - 1) % len(self.answers)]]


def test_a_name_server_that_changes_its_mind_changes_nothing(make_web):
    network, names = Recording(), Rebinding(PUBLIC, PRIVATE)
    web = make_web(inside=read_inside([]), backend=network, resolve=names)
    assert web.fetch("http://example.org/", page_of(100), lambda *_: None).body == b"hi"
    assert (network.connected, names.times) == ([PUBLIC], 1)
    with pytest.raises(NotFetched, match=r"127\.0\.0\.1"):
        web.fetch("http://example.org/", page_of(100), lambda *_: None)
    assert network.connected == [PUBLIC]


def test_the_host_and_the_name_in_tls_are_those_of_the_address(make_web):
    network = Recording()
    web = make_web(inside=read_inside([]), backend=network, resolve=lambda *_: [PUBLIC])
    web.fetch("https://news.example.org:8443/a?b=c", page_of(100), lambda *_: None)
    assert network.connected == [PUBLIC] and network.names == [("news.example.org", True)]
    assert network.sent.startswith(b"GET /a?b=c HTTP/1.1\r\nHost: news.example.org:8443\r\n")


def test_the_next_address_is_tried_where_one_does_not_answer(make_web):
    network = Recording(dead=("2606:2800:220:1::1",))
    web = make_web(inside=read_inside([]), backend=network, resolve=lambda *_: ["2606:2800:220:1::1", PUBLIC])
    assert web.fetch("http://example.org/", page_of(100), lambda *_: None).status == 200
    assert network.connected == ["2606:2800:220:1::1", PUBLIC]


@pytest.mark.parametrize("fault", [httpcore.ConnectError, httpcore.ConnectTimeout])
def test_a_host_that_does_not_answer_is_left_alone(make_web, fault):
    web = make_web(inside=read_inside([]), backend=Recording(dead=(PUBLIC,), fault=fault), resolve=lambda *_: [PUBLIC])
    with pytest.raises(NotNow, match="no connection") as caught:
        web.fetch("http://example.org/", page_of(100), lambda *_: None)
    assert caught.value.host == "example.org"


def test_a_name_that_is_not_known_is_no_fault_of_ours(make_web):
    def unknown(host, port):
        raise OSError("Name or service not known")

    with pytest.raises(NotNow, match="name is not known"):
        make_web(resolve=unknown).fetch("http://example.org/", page_of(100), lambda *_: None)


def test_a_name_server_that_does_not_answer_is_not_waited_for(make_web):
    over = Event()
    with pytest.raises(NotNow, match="name server does not answer"):
        make_web(resolve=lambda *_: over.wait(20) and [], fetch_s=0.1).fetch("http://example.org/", page_of(100), lambda *_: None)
    over.set()


def test_proxies_of_the_environment_are_not_used(make_web, site, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, site.address)
    network = Recording()
    make_web(inside=read_inside([]), backend=network, resolve=lambda *_: [PUBLIC]).fetch("http://example.org/", page_of(100), lambda *_: None)
    assert network.connected == [PUBLIC] and site.asked == []


def test_after_the_deadline_nothing_is_read():
    times = iter((0.0, 5.0, 31.0))
    deadline = Deadline(30.0, lambda: next(times))
    assert (deadline.left(), deadline.left()) == (30.0, 25.0)
    with pytest.raises(TooSlow):
        deadline.left()


def test_a_connection_knows_whether_it_went_inside():
    backend = GuardedBackend(read_inside(["10.0.0.0/8"]), lambda *_: ["10.0.0.1"], Deadline(9.0, lambda: 0.0), Recording())
    backend.connect_tcp("feeds.intranet", 80)
    assert backend.is_inside
