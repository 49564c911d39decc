"""The audit of dependencies fails on what it should, and where nobody looked."""

import json

import pytest

from benchmarks.audit import agreed_licences, foreign_licences, installed_licences, is_agreed, judge_report, pinned_names, unhashed

DIGEST = "sha256:" + "0f" * 32
LOCK = f"""\
# made by a tool
alpha==1.0 \\
    --hash={DIGEST} \\
    --hash={DIGEST}
    # via beta
Beta_Two[extra]==2.0 ; python_version < '3.13' \\
    --hash={DIGEST}
"""


def report(**entries: dict[str, object]) -> str:
    return json.dumps({"dependencies": [{"name": name, "version": "1.0", **held} for name, held in entries.items()]})


def test_every_requirement_must_be_pinned_by_hash() -> None:
    assert unhashed(LOCK) == []
    assert pinned_names(LOCK) == {"alpha", "beta-two"}
    assert unhashed(LOCK + "gamma==3.0\n") == ["gamma==3.0"]
    assert unhashed(LOCK + f"gamma>=3.0 --hash={DIGEST}\n") == ["gamma>=3.0"]
    assert unhashed(LOCK + "git+https://code.example/delta\n") == ["git+https://code.example/delta"]


def test_a_dependency_that_was_looked_at_and_has_nothing_against_it_passes() -> None:
    assert list(judge_report(report(alpha={"vulns": []}), {"alpha"})) == []


def test_a_known_vulnerability_is_told_with_what_mends_it() -> None:
    found = report(alpha={"vulns": [{"id": "ADV-1", "fix_versions": ["1.1"]}]})
    assert list(judge_report(found, {"alpha"})) == ["alpha 1.0: ADV-1; mended in 1.1"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (report(alpha={"skip_reason": "not found"}), "advisories: 1 of 1 dependencies were not looked at: alpha"),
        (report(), "advisories: 1 of 1 dependencies were not looked at: alpha"),
        ("", "advisories: no report came; nothing was looked at"),
        ("[]", "advisories: no report came; nothing was looked at"),
    ],
)
def test_what_nobody_looked_at_is_a_failure(told: str, expected: str) -> None:
    assert list(judge_report(told, {"alpha"})) == [expected]


@pytest.mark.parametrize(
    ("expression", "agreed"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("", False),
    ],
)
def test_a_licence_must_have_been_agreed_to(expression: str, agreed: bool) -> None:
    assert is_agreed(expression, agreed_licences()) is agreed


def test_a_foreign_licence_is_told_by_name() -> None:
    assert list(foreign_licences([("alpha", "AGPL-3.0-only"), ("beta", "MIT")], {"MIT"})) == [
        "alpha: licence 'AGPL-3.0-only' is not in expectations/licences.csv"
    ]


def test_what_is_installed_here_has_agreed_licences() -> None:
    installed = installed_licences()
    assert len(installed) > 50
    assert list(foreign_licences(installed, agreed_licences())) == []


def test_an_exception_holds_for_one_dependency_alone() -> None:
    agreed = {"MIT", "alpha: LGPL"}
    assert list(foreign_licences([("alpha", "LGPL"), ("beta", "LGPL")], agreed)) == [
        "beta: licence 'LGPL' is not in expectations/licences.csv"
    ]
