"""Which addresses may be asked. A feed is written by strangers: no address in it may lead into the network that this machine stands in.

The name is checked here; the numbers that it stands for are checked by `connecting`, at the moment of connecting and for every redirect anew.
"""

import re
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpx

from demarche.errors import Forbidden

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

# IANA's registries of special-purpose addresses, multicast, what is reserved, and 168.63.129.16, at which Azure tells a machine its secrets.
# The metadata of other clouds lies in 169.254.0.0/16, 192.0.0.0/24, 100.64.0.0/10 and fd00::/8.
_NEVER_V4 = tuple(map(IPv4Network, (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
    "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4",
)))  # fmt: skip
# Of IPv6, only what is given out to networks of the world. Outside of it lie loopback, link-local, private, multicast, IPv4-mapped and NAT64 (64:ff9b::/96).
_WORLD_V6 = IPv6Network("2000::/3")
_NEVER_V6 = tuple(map(IPv6Network, (
    "2001::/23",  # Teredo, ORCHID and other protocols
    "2001:db8::/32", "3fff::/20",  # documentation
    "2002::/16",  # 6to4: an IPv4 address inside
    "2620:4f:8000::/48",
)))  # fmt: skip
_LAST_WELL_KNOWN_PORT = 1023  # below lie mail, files and remote shells, which must not be spoken to in HTTP
_WEB_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(rb"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")  # as it is looked up, in ASCII; no zone of IPv6
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inside:
    """What of a company's own network may be asked: `allow_private` of feeds.toml."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    def holds(self, host: str, address: Address) -> bool:
        """Is an address, under this name, one of those that were named?"""
        return host.lower().rstrip(".") in self.hosts or any(address in network for network in self.networks)

    def names(self, host: str) -> bool:
        """Was this host named, or is it an address, written as a number, that was? What a name stands for does not count: its owner can change that."""
        try:
            return self.holds(host, ip_address(host))
        except ValueError:
            return host.lower().rstrip(".") in self.hosts


NOTHING_INSIDE = Inside()


def read_inside(words: Iterable[str]) -> Inside:
    """Hosts, addresses and networks as they are written. Raises ValueError, with the word, for what is none of them."""
    hosts: set[str] = set()
    networks: list[Network] = []
    for word in words:
        try:
            networks.append(ip_network(word))
            continue
        except ValueError:
            if "/" in word or not re.fullmatch(r"(?!\d+$)[\w-]+(\.[\w-]+)*", word):
                raise ValueError(word) from None
        hosts.add(word.lower())
    return Inside(frozenset(hosts), tuple(networks))


def is_public(address: Address) -> bool:
    """Is it an address of the open internet?"""
    if isinstance(address, IPv6Address):
        return address in _WORLD_V6 and not any(address in network for network in _NEVER_V6)
    return not any(address in network for network in _NEVER_V4)


def read_url(url: str) -> httpx.URL:
    """An address of the web, without fragment. Raises Forbidden for other schemes, other services' ports, and numbers in disguise (2130706433, 0x7f.1)."""
    try:
        read = httpx.URL(url).copy_with(fragment=None)
        host, port = read.host, read.port
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise Forbidden(f"{shown(re.sub('//.*@', '//', url))}: no valid address.") from None  # where a password holds a ? or #
    if read.scheme not in _WEB_PORTS or not host:
        raise Forbidden(f"{shown(url)}: only http:// and https:// are fetched.")
    if not _HOST.fullmatch(read.raw_host):
        raise Forbidden(f"{shown(url)}: no valid name of a host.")
    if port is not None and port not in _WEB_PORTS.values() and not _LAST_WELL_KNOWN_PORT < port < 65_536:
        raise Forbidden(f"{shown(url)}: port {port} is not one of the web.")
    if ":" not in host and _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]) and not _is_plain_address(host):
        raise Forbidden(f"{shown(url)}: a number in place of a name. Write the address as four decimal numbers.")
    return read


def _is_plain_address(host: str) -> bool:
    try:
        return str(ip_address(host)) == host
    except ValueError:
        return False


def port_of(url: httpx.URL) -> int:
    """The port that is connected to."""
    return url.port or _WEB_PORTS[url.scheme]


def resolve(host: str, port: int) -> Sequence[str]:
    """The numbers that a name stands for, as this machine's resolver knows them."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def check_addresses(host: str, found: Sequence[str], inside: Inside) -> tuple[list[Address], bool]:
    """The addresses that may be connected to, and whether they lie inside the company.

    Raises Forbidden where one of them may not: a name that stands for a public and a private address is a trap.
    """
    addresses = [ip_address(f) for f in found]
    closed = [a for a in addresses if not is_public(a)]
    refused = [a for a in closed if not inside.holds(host, a)]
    if refused or not addresses:
        where = f"it leads to {refused[0]}, not into the open internet" if refused else "the name stands for no address"
        raise Forbidden(f"{where}. If it is your own: name {host} in allow_private of the feeds file, for feeds of your own network.")
    return addresses, bool(closed)


_SECRET_NAME = re.compile(r"token|key|secret|pass|pwd|auth|sig|session|sid\b|credential|code|hash|user|login|email", re.IGNORECASE)
_SECRET_WORD = re.compile(r"(?=[^/]*\d)(?=[^/]*[A-Za-z])[A-Za-z0-9_~=-]{20,}")


def shown(url: str) -> str:
    """The address as it may stand in a log: without user and password, and with *** for what may be a secret."""
    head, mark, query = url.partition("#")[0].partition("?")
    head = re.sub(r"^([\w+.-]*:?//)[^/]*@", r"\1", head)
    parts = [_masked(part) for part in query.split("&")]
    return (_without_secret_words(head) + mark + "&".join(parts))[:300]


def _masked(part: str) -> str:
    name, is_, value = part.partition("=")
    return f"{name}{is_}***" if value and (_SECRET_NAME.search(name) or len(value) >= 16) else _without_secret_words(part)


def _without_secret_words(path: str) -> str:
    """Private feeds carry their secret in the path; the words of a headline, parted by hyphens, are none."""
    return re.sub(r"(?<=/)[^/?]+", lambda m: "***" if _SECRET_WORD.fullmatch(m[0]) and m[0].count("-") < 3 else m[0], path)
