"""What a site's robots.txt allows, by RFC 9309: the longest matching rule decides, allow wins a tie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

MOST_BYTES = 500 << 10  # the RFC's least; what follows is not read
MOST_LINES = 20_000
LONGEST_CRAWL_DELAY = 120.0  # seconds
AGENT = re.compile(r"[a-zA-Z_-]+")
# misspellings that sites really have and that large crawlers take for what they mean
DISALLOW = frozenset({"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"})
AGENT_KEYS = frozenset({"user-agent", "useragent", "user agent"})
SAFE = "/?#[]@!$&'()*+,;=:~%-._"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line that allows or forbids the paths that begin with a pattern."""

    is_allowed: bool
    pattern: str


@dataclass(slots=True)
class Group:
    """Rules for some agents."""

    agents: set[str] = field(default_factory=set)
    rules: list[Rule] = field(default_factory=list)
    crawl_delay: float | None = None


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site that concern one agent."""

    rules: tuple[Rule, ...] = ()
    crawl_delay: float | None = None

    def allows(self, target: str) -> bool:
        """Whether a path, with its query, may be fetched."""
        path = normal_path(target) or "/"
        if path == "/robots.txt":
            return True
        matching = [(len(rule.pattern), rule.is_allowed) for rule in self.rules if matches(rule.pattern, path)]
        return max(matching, default=(0, True))[1]


ALLOW_ALL = Robots()
FORBID_ALL = Robots((Rule(False, "/"),))


def read_robots(content: bytes, user_agent: str) -> Robots:
    """The rules for an agent: those of all groups that name it, else those for everyone."""
    product = AGENT.match(user_agent)
    name = product.group().lower() if product else ""
    groups = list(_groups(content[:MOST_BYTES].decode("utf-8", "replace")))
    chosen = [group for group in groups if name in group.agents] or [group for group in groups if "*" in group.agents]
    delays = [group.crawl_delay for group in chosen if group.crawl_delay is not None]
    return Robots(tuple(rule for group in chosen for rule in group.rules), min(max(delays), LONGEST_CRAWL_DELAY) if delays else None)


def _groups(text: str) -> Iterator[Group]:
    """Groups in order. Lines of agents that follow each other name one group; other keys do not part them."""
    group, has_rules = Group(), False
    for key, given in _lines(text):
        if key in AGENT_KEYS:
            if has_rules:
                yield group
                group, has_rules = Group(), False
            group.agents.add(_agent_name(given))
        elif group.agents and key in {"allow", "crawl-delay"} | DISALLOW:
            has_rules = True
            _add(group, key, given)
    yield group


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))[:MOST_LINES]:
        bare = line.partition("#")[0].strip()
        key, colon, given = bare.partition(":")
        if not colon:  # a line without colon is taken where blanks part it, as large crawlers do
            key, _, given = bare.partition(" ") if " " in bare else bare.partition("\t")
        if given.strip() or colon:
            yield key.strip().lower(), given.strip()


def _agent_name(given: str) -> str:
    """The agent that a line names: everyone, or the letters that it begins with."""
    if given == "*" or re.match(r"\*\s", given):
        return "*"
    found = AGENT.match(given)
    return found.group().lower() if found else ""


def _add(group: Group, key: str, given: str) -> None:
    if key == "crawl-delay":
        if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", given):
            group.crawl_delay = float(given)
    elif given:  # an empty pattern says nothing
        group.rules.append(Rule(key == "allow", _normal_pattern(key, given)))


def _normal_pattern(key: str, given: str) -> str:
    """A pattern in the spelling of paths; allowing a folder's index allows the folder itself."""
    pattern = normal_path(given)
    folder, slash, page = pattern.rpartition("/")
    return f"{folder}/$" if key == "allow" and slash and page in {"index.html", "index.htm"} else pattern


def normal_path(target: str) -> str:
    """A path whose letters outside ASCII are escaped, whose escapes are in capitals, and whose plain letters are not escaped."""
    escaped = quote(target, safe=SAFE)
    return re.sub(r"%([0-9a-fA-F]{2})", _normal_escape, escaped)


def _normal_escape(found: re.Match[str]) -> str:
    char = chr(int(found[1], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else found.group().upper()


def matches(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern says, with ``*`` for anything and ``$`` for the end. Linear for each star."""
    is_whole = pattern.endswith("$")
    first, *others = (pattern[:-1] if is_whole else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if is_whole and others:
        last = others.pop()
    elif is_whole:
        return at == len(path)
    else:
        last = ""
    for piece in others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not is_whole or (path.endswith(last) and len(path) - len(last) >= at)
