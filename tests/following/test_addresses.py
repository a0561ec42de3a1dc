"""No address that a stranger writes leads into the network that this machine stands in."""

import socket
from ipaddress import ip_address

import pytest

from demarche.errors import NotFetched
from demarche.following.addresses import check_addresses, is_public, read_inside, read_url, resolve, shown
from demarche.following.fetching import page_of

NAMES = {
    "localhost": ["127.0.0.1"], "evil.example.org": ["10.0.0.1"], "both.example.org": ["93.184.216.34", "192.168.1.1"], "six.example.org": ["fd00::1"],
    "metadata.google.internal": ["169.254.169.254"], "none.example.org": [], "printer.local": ["172.16.4.4"],
}  # fmt: skip
REFUSED = """
http://127.0.0.1/ http://127.0.0.1:8000/ http://127.8.8.8/ http://localhost/ http://LOCALHOST/ http://localhost./ http://0.0.0.0/ http://0/
http://10.0.0.1/ http://172.16.0.1/ http://172.31.255.255/ http://192.168.0.1/ http://169.254.169.254/latest/meta-data/ http://100.64.0.1/
http://100.100.100.200/ http://192.0.0.192/ http://168.63.129.16/ http://198.18.0.1/ http://224.0.0.1/ http://240.0.0.1/ http://255.255.255.255/
http://192.88.99.1/ http://203.0.113.5/
http://2130706433/ http://0x7f000001/ http://0x7f.0.0.1/ http://0177.0.0.1/ http://017700000001/ http://127.1/ http://127.0.1/ http://0x8080808/ http://010.8.8.8/
http://１２７.０.０.１/ http://127。0。0。1/ http://①②⑦.⓪.⓪.①/
http://[::1]/ http://[::]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[::127.0.0.1]/ http://[64:ff9b::7f00:1]/ http://[64:ff9b:1::a00:1]/
http://[2002:7f00:1::]/ http://[2001:0:4136:e378:8000:63bf:807f:fffe]/ http://[fe80::1]/ http://[fc00::1]/ http://[fd00:ec2::254]/ http://[ff02::1]/
http://[2001:db8::1]/ http://[100::1]/ http://[fec0::1]/
http://evil.example.org/ http://both.example.org/ http://six.example.org/ http://metadata.google.internal/ http://none.example.org/ http://printer.local/
http://user:word@127.0.0.1/ http://93.184.216.34@127.0.0.1/ http://example.org@10.0.0.1/
file:///etc/passwd ftp://93.184.216.34/ gopher://93.184.216.34/ dict://93.184.216.34:11211/ data:text/html,x javascript:x jar:http://x/ //93.184.216.34/
http:///etc/passwd http://93.184.216.34:25/ http://93.184.216.34:22/ https://93.184.216.34:445/ http://93.184.216.34:0/ http://93.184.216.34:70000/
""".split()


def stubbed(host, port):
    """Names as the table says; numbers as the system reads them, without asking anybody."""
    if host.rstrip(".").lower() in NAMES:
        return NAMES[host.rstrip(".").lower()]
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]


class NoConnection:
    """A network that nobody may use."""

    def connect_tcp(self, host, *_, **__):
        raise AssertionError(f"connected to {host}")


def test_the_table_is_long():
    assert len(set(REFUSED)) >= 60


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_leads_inside_or_out_of_the_web_is_not_connected_to(make_web, url):
    web = make_web(inside=read_inside([]), resolve=stubbed, backend=NoConnection())
    with pytest.raises(NotFetched):
        web.fetch(url, page_of(1000), lambda *_: None)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1", "2a00:1450::1"])
def test_addresses_of_the_world_are_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    ("words", "host", "address", "held"),
    [
        (["feeds.intranet"], "FEEDS.intranet.", "10.0.0.7", True),
        (["feeds.intranet"], "other.intranet", "10.0.0.7", False),
        (["10.2.0.0/16"], "any.example.org", "10.2.3.4", True),
        (["10.2.0.0/16"], "any.example.org", "10.3.0.1", False),
        (["::1"], "x", "::1", True),
    ],
)
def test_only_what_is_named_is_inside(words, host, address, held):
    inside = read_inside(words)
    assert inside.holds(host, ip_address(address)) is held
    if not held:
        with pytest.raises(NotFetched, match=r"name .* in allow_private"):
            check_addresses(host, [address], inside)


def test_a_name_is_not_inside_because_its_owner_points_it_there():
    inside = read_inside(["10.0.0.0/8", "feeds.intranet"])
    assert inside.names("10.1.1.1") and inside.names("feeds.intranet") and not inside.names("evil.example.org")


@pytest.mark.parametrize("word", ["10.0.0.1/8", "a b", "*", "*.intranet", "http://x", "300.1.1.1/8", "", "10"])
def test_what_is_no_host_and_no_network_is_refused(word):
    with pytest.raises(ValueError, match=r".*"):
        read_inside([word])


def test_a_number_is_resolved_without_asking_anybody():
    assert list(resolve("127.0.0.1", 80)) == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("https://example.org/world.xml", "https://example.org/world.xml"),
        ("https://ana:swordfish@example.org/f", "https://example.org/f"),
        ("https://example.org/f?token=swordfish&page=2", "https://example.org/f?token=***&page=2"),
        ("https://example.org/f?API_KEY=swordfish", "https://example.org/f?API_KEY=***"),
        ("https://example.org/f?x=a8f5f167f44f4964e6c998de", "https://example.org/f?x=***"),
        ("https://example.org/private/a8f5f167f44f4964e6c998dee827110c/rss", "https://example.org/private/***/rss"),
        (
            "https://example.org/2022/ministers-of-12-states-meet-in-vienna-on-monday",
            "https://example.org/2022/ministers-of-12-states-meet-in-vienna-on-monday",
        ),
        ("https://example.org/f#token=swordfish", "https://example.org/f"),
        ("//ana:swordfish@example.org/f", "//example.org/f"),
    ],
)
def test_no_secret_is_shown(url, seen):
    assert shown(url) == seen


@pytest.mark.parametrize("url", ["https://ana:sword?fish@example.org/", "https://ana:sword#fish@example.org/", "https://ana:sword/fish@example.org/"])
def test_a_password_that_breaks_an_address_is_not_told(url):
    with pytest.raises(NotFetched) as caught:
        read_url(url)
    assert "sword" not in str(caught.value) and "fish" not in str(caught.value)


def test_an_address_loses_its_fragment():
    assert str(read_url("https://Example.org:443/a#b")) == "https://example.org/a"
