"""Which addresses may be connected to."""

import pytest

from pipelines.connect.addresses import refuse_address
from pipelines.connect.problems import FetchProblem
from pipelines.connect.urls import join_url, parse_url, show_url

INSIDE = ["127.0.0.1", "127.9.9.9", "::1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "fd00::1", "::ffff:10.0.0.1"]
NEVER = [
    "0.0.0.1", "100.64.0.1", "100.100.100.200", "169.254.169.254", "fe80::1", "fe80::1%eth0", "192.0.0.8", "192.0.0.192", "192.0.2.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "255.255.255.255", "240.0.0.1", "168.63.129.16", "::", "ff02::1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:4136:e378::1", "2001:db8::1", "::ffff:169.254.169.254",
    "::127.0.0.1", "fec0::1", "100::1", "5f00::1", "not an address", "",
]  # fmt: skip
PUBLIC = ["93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "192.0.1.1"]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_needs_the_switch(address: str) -> None:
    assert refuse_address(address, allow_private=False)
    assert refuse_address(address, allow_private=True) is None


@pytest.mark.parametrize("address", NEVER)
def test_other_special_addresses_are_never_connected_to(address: str) -> None:
    assert refuse_address(address, allow_private=True)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_let_through(address: str) -> None:
    assert refuse_address(address, allow_private=False) is None


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (" HTTP://Example.ORG:80/a?b=c#d ", "http://example.org/a?b=c"),
        ("https://xn--9t4b11yi5a.example/", "https://xn--9t4b11yi5a.example/"),
        ("https://example.org", "https://example.org"),
        ("https://example.org/로켓", "https://example.org/%EB%A1%9C%EC%BC%93"),
    ],
)
def test_an_address_has_one_spelling(given: str, read: str) -> None:
    assert str(parse_url(given)) == read


@pytest.mark.parametrize(
    "given",
    [
        "", "example.org", "//example.org/a", "file:///etc/passwd", "ftp://example.org/", "data:text/html,hi", "javascript:alert(1)",
        "http://", "http:///etc", "http://a b/", "http://a\r\nHost: b/", "http://a\\b/", "http://me:pw@example.org/", "http://x:99999/",
        "http://x:0/", "http://[::1/", "http://" + "a" * 5_000, "\\\\server\\share", "http://exa\x00mple/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(given: str) -> None:
    with pytest.raises(FetchProblem) as caught:
        parse_url(given)
    assert caught.value.reason == "bad_url"
    assert "pw" not in caught.value.message


def test_links_are_joined_with_the_page() -> None:
    base = parse_url("https://example.org/news/today")
    assert str(join_url(base, "../a b.html#top")) == "https://example.org/a%20b.html"


def test_shown_addresses_hold_no_password_and_no_line_break() -> None:
    assert show_url("http://me:pw@example.org/a\nb\x1b[31m") == "http://example.org/a�b�[31m"
