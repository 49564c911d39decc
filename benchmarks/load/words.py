"""Articles in words of our own: no two share so much that they would pass for copies, and a third is about launches."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

STARTS = tuple("Ar Bel Cor Dan El Far Gal Hol In Jor Kel Lun Mar Nor Ost Pel Quin Ros Sel Tor Ul Var Wen Yar Zel".split())  # noqa: SIM905
MIDDLES = tuple("a e i o u am en il or un al er is".split())  # noqa: SIM905
ENDS = tuple("bridge dale field ford gard haven holm mouth port stad stead ton ville wick".split())  # noqa: SIM905
PEOPLE = tuple("Abel Berta Carl Dora Emil Frida Georg Hanna Ivo Jutta Karel Lena Milo Nora Otto Paula Rolf Sonja Tilo Vera".split())  # noqa: SIM905
BODIES = (
    "harbour office", "city council", "weather service", "fishing guild", "railway board", "water works", "teachers' union", "coast guard",
    "county court", "museum trust", "bakers' league", "bus company", "forest agency", "hospital board", "market committee", "orchestra",
)  # fmt: skip
THINGS = (
    "a new timetable", "the old lighthouse", "two rescue boats", "its yearly budget", "the winter fair", "a row of lime trees",
    "the ferry pier",
    "seven school buses", "the tramway depot", "a stone bridge", "the swimming hall", "a bicycle lane", "the grain store", "a wind turbine",
    "the rowing club", "forty street lamps", "the public library", "a salt warehouse", "the reservoir wall", "a radio mast",
)  # fmt: skip
DEEDS = (
    "repaired", "counted", "praised", "sold", "closed", "painted", "reopened", "measured", "insured", "questioned", "photographed",
    "leased",
    "defended", "cleaned", "moved", "rebuilt", "searched", "renamed",
)  # fmt: skip
WHYS = (
    "after a long dispute", "before the first frost", "despite the rain", "at the request of residents", "for the third time",
    "to save money",
    "as the tide fell", "without any notice", "under a new law", "during the night shift", "once the paint had dried", "following a vote",
    "while visitors watched", "against the advice of engineers", "because the lease had ended", "in front of a small crowd",
)  # fmt: skip
SAYINGS = ("said", "noted", "explained", "admitted", "insisted", "recalled", "warned", "added", "wrote", "argued")
QUALITIES = ("cheaper", "safer", "louder", "slower", "brighter", "warmer", "cleaner", "narrower", "older", "taller", "drier", "busier")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LAUNCHERS = ("North Korea", "Iran", "India", "Japan", "South Korea", "China", "Russia")
ROCKETS = (
    "short-range ballistic missile",
    "ballistic missile",
    "cruise missile",
    "space rocket",
    "satellite",
    "intercontinental ballistic missile",
)
SEAS = ("eastern sea", "open ocean", "western sea", "northern waters")


@dataclass(frozen=True, slots=True)
class Story:
    """A title, and paragraphs of plain text."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """All paragraphs."""
        return "\n\n".join(self.paragraphs)


def write_story(number: int) -> Story:
    """The story with a number; the same at each call."""
    chance = Random(f"story {number}")
    place = name_place(chance)
    is_launch = number % 3 == 0
    first = launch_lead(chance, place) if is_launch else plain_sentence(chance, place)
    title = f"{place}: {chance.choice(ROCKETS) if is_launch else chance.choice(THINGS)} {chance.choice(DEEDS)}, {number:,} in the count"
    others = [" ".join(plain_sentence(chance, name_place(chance)) for _ in range(3)) for _ in range(chance.randint(3, 7))]
    return Story(title, (f"{first} {plain_sentence(chance, place)}", *others))


def change_story(story: Story) -> Story:
    """A later version: a correction at its end."""
    chance = Random(f"change of {story.title}")
    return Story(story.title, (*story.paragraphs, f"Correction: {plain_sentence(chance, name_place(chance))}"))


def cut_story(story: Story) -> Story:
    """What those see of a story who do not pay."""
    return Story(story.title, story.paragraphs[:2])


def name_place(chance: Random) -> str:
    """A town that is on no map."""
    return chance.choice(STARTS) + chance.choice(MIDDLES) + chance.choice(ENDS)


def launch_lead(chance: Random, place: str) -> str:
    """A launch, told as wires do."""
    rocket, day = chance.choice(ROCKETS), chance.choice(DAYS)
    leads = (
        f"{chance.choice(LAUNCHERS)} fired a {rocket} toward the {chance.choice(SEAS)} on {day}, the military in {place} said.",
        f"{chance.choice(LAUNCHERS)} launched a {rocket} from a site near {place} late on {day}, officials told reporters.",
        f"A {rocket} of {chance.choice(LAUNCHERS)} lifted off on {day} and was tracked by radar at {place}.",
    )
    return chance.choice(leads)


def plain_sentence(chance: Random, place: str) -> str:
    """Something that happened in a town."""
    body, thing, deed, why, person = (chance.choice(words) for words in (BODIES, THINGS, DEEDS, WHYS, PEOPLE))
    count, saying, quality, day = chance.randint(12, 9_999), chance.choice(SAYINGS), chance.choice(QUALITIES), chance.choice(DAYS)
    forms = (
        f"In {place} the {body} {deed} {thing} {why}, {person} {saying} on {day}.",
        f"{person} of the {body} {saying} that {thing} in {place} had become {quality} by {count:,} crowns.",
        f"{why.capitalize()}, {count:,} people in {place} {deed} {thing}.",
        f'"{thing.capitalize()} will be {quality} {why}," {person} {saying} in {place}.',
        f"The {body} of {place} {deed} {thing}, which cost {count:,} crowns {why}.",
        f"On {day} {person} {deed} {thing} at {place}; the {body} {saying} that it was {quality} than {chance.choice(THINGS)}.",
    )
    return chance.choice(forms)
