"""Which addresses of the network belong to the public, and which names of hosts are plain."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last 32 bits are an IPv4 address, and a network without IPv4 reaches the public by it."""

_SPECIAL = (
    IPv4Network("192.0.0.0/24"),  # for protocols (RFC 6890)
    IPv4Network("192.88.99.0/24"),  # 6to4 relays (RFC 7526)
    IPv6Network("2001::/23"),  # Teredo, ORCHID, benchmarks: special purposes (RFC 6890)
    IPv6Network("2002::/16"),  # 6to4: an IPv4 address in disguise
    IPv6Network("3fff::/20"),  # documentation (RFC 9637)
)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?", re.IGNORECASE)


def public(address: Address) -> bool:
    """Whether an address is one of the public network, to which a page may be asked for.

    Not this machine, a private network, a cloud's own addresses (169.254.169.254), several hosts at once, or an IPv4 address
    inside an IPv6 one that would be refused by itself.
    """
    if isinstance(address, IPv6Address) and address in _TRANSLATED:
        return public(IPv4Address(int(address) & 0xFFFFFFFF))
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    special = address.is_multicast or address.is_reserved or any(address in net for net in _SPECIAL)
    return address.is_global and not special


def plain_host(host: str) -> str | None:
    """The host of a url in its ASCII form, or None when it is neither a plain name nor a plainly written address.

    Other ways of writing an address ("2130706433", "0x7f.1", "0177.0.0.1") are none: only who hides it writes it so.
    """
    if ":" in host:
        return host if _is_address(host) and "%" not in host else None
    try:
        written = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    if not _NAME.fullmatch(written):
        return None
    last = written.rstrip(".").rpartition(".")[2]
    return None if _NUMBER.fullmatch(last) and not _is_address(written) else written


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
