"""Which network addresses may be fetched from: those of the public internet, and this machine's own only where a source says so."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

# IANA's special-purpose registries; the standard library's own judgement differs between Python releases
PRIVATE = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "::1/128", "fc00::/7")))
NEVER_IPV4 = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",
            "100.64.0.0/10",  # carriers' own networks, and the metadata service of one cloud
            "169.254.0.0/16",  # link-local, and the metadata services of most clouds
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "168.63.129.16/32",  # a public number that one cloud uses inside
        ),
    )
)
GLOBAL_IPV6 = ip_network("2000::/3")  # everything else is reserved, local or multicast
NEVER_IPV6 = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48")))
CARRIES_IPV4 = tuple(map(ip_network, ("::ffff:0:0/96", "64:ff9b::/96")))  # mapped, and translated by NAT64: the last 32 bits count


def refuse_address(text: str, allow_private: bool) -> str | None:
    """Why an address is not connected to; None where it may be. ``allow_private`` lets in loopback and private networks, nothing else."""
    try:
        address = innermost(ip_address(text.partition("%")[0]))
    except ValueError:
        return "is no address"
    if any(address in network for network in PRIVATE):
        return None if allow_private else "belongs to this machine or a private network"
    if isinstance(address, IPv4Address):
        is_refused = any(address in network for network in NEVER_IPV4)
    else:
        is_refused = address not in GLOBAL_IPV6 or any(address in network for network in NEVER_IPV6)
    return "is not part of the public internet" if is_refused else None


def innermost(address: Address) -> Address:
    """The IPv4 address that an IPv6 address carries, else the address itself."""
    if isinstance(address, IPv6Address) and any(address in network for network in CARRIES_IPV4):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address
