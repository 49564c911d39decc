"""A person opens the UI, materialises everything, and sees what became of it."""

import pytest
from playwright.sync_api import Page, Request, expect

from pipelines.contracts import LAYERS, contracts
from pipelines.validate import check_names
from tests.browser.conftest import Server, keep_picture, wait_for_run

pytestmark = pytest.mark.browser

DAYS = {"days.captured", "days.staged", "days.read"}  # told by each refresh; the button leaves them out
SETTLE_MS = 3_000  # the graph is laid out a moment after its parts are there
DAY_STATS = """{ assetNodes(assetKeys: [{path: ["days", "captured"]}, {path: ["days", "staged"]}, {path: ["days", "read"]}])
  { isExecutable partitionStats { numMaterialized } } }"""
CHECKS = """{ assetNodes { assetKey { path } assetMaterializations(limit: 1) { runId }
  assetChecksOrError { ... on AssetChecks { checks { name blocking executionForLatestMaterialization { status } } } } } }"""


def materialize_all(page: Page, server: Server) -> str:
    """Press the button as a person does; status of the run that follows."""
    page.goto(server.address + "/asset-groups")
    page.get_by_role("button", name="Materialize all").click()
    status = wait_for_run(server)
    keep_picture(page, f"after-{status.lower()}")
    return status


def found_checks(server: Server) -> dict[str, dict[str, str]]:
    """Status of each check of each asset."""
    found = {}
    for node in server.ask(CHECKS)["assetNodes"]:
        checks = node["assetChecksOrError"]["checks"]
        latest = {check["name"]: (check["executionForLatestMaterialization"] or {"status": "NONE"})["status"] for check in checks}
        found[".".join(node["assetKey"]["path"])] = latest
    return found


def test_everything_materializes_and_every_check_passes(page: Page, server: Server):
    outside = []
    # only listened to: a request that waits for a handler would wait as long as this test waits for the run
    page.on("request", lambda request: note_outside(request, server, outside))
    assert materialize_all(page, server) == "SUCCESS"
    found = found_checks(server)
    assert set(found) == {*contracts(), *DAYS, "published.release", "published.exports", "published.site"}
    failed = {(name, check) for name, checks in found.items() for check, status in checks.items() if status != "SUCCEEDED"}
    assert not {(name, check) for name, check in failed if name in contracts() and check_names(name)[check]}
    days = server.ask(DAY_STATS)["assetNodes"]
    assert [(node["isExecutable"], node["partitionStats"]["numMaterialized"]) for node in days] == [(False, 1)] * 3
    page.goto(server.address + "/asset-groups")
    for layer in LAYERS:
        expect(page.get_by_text(layer, exact=True).filter(visible=True).first).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)
    keep_picture(page, "graph")
    page.goto(server.address + "/locations/__repository__@launchwire/asset-groups/days/lineage")
    expect(page.get_by_text("100% filled").first).to_be_visible()
    keep_picture(page, "days")
    page.goto(server.address + "/assets/modeled/launch_events?view=checks")
    expect(page.get_by_text("contract").filter(visible=True).first).to_be_visible()
    keep_picture(page, "checks")
    page.goto(server.address + "/assets/published/release")
    expect(page.get_by_text("launchwire.duckdb").filter(visible=True).first).to_be_visible()
    assert (server.warehouse / "launchwire.duckdb").exists()
    assert outside == []


def note_outside(request: Request, server: Server, outside: list[str]) -> None:
    """Note what is asked of anybody but the server."""
    if not request.url.startswith((server.address, "data:", "blob:")):
        outside.append(request.url)


def test_schedule_and_sensors_are_running(page: Page, server: Server):
    page.goto(server.address + "/automation")
    for name in ("nightly", "landing_folder", "reaper", "failure_alerts"):
        expect(page.get_by_text(name).filter(visible=True).first).to_be_visible()
    selector = 'repositoryName: "__repository__", repositoryLocationName: "launchwire"'
    held = "... on Schedules { results { name scheduleState { status } } }"
    schedules = server.ask(f"{{ schedulesOrError(repositorySelector: {{{selector}}}) {{ {held} }} }}")["schedulesOrError"]["results"]
    assert [(schedule["name"], schedule["scheduleState"]["status"]) for schedule in schedules] == [("nightly", "RUNNING")]
    keep_picture(page, "automation")


def test_a_page_of_another_origin_cannot_start_a_run(page: Page, server: Server):
    before = server.ask("{ runsOrError { ... on Runs { results { runId } } } }")["runsOrError"]["results"]
    page.route("http://other.example/*", lambda route: route.fulfill(body="<h1>another page</h1>", content_type="text/html"))
    page.goto("http://other.example/")
    for request in (
        "fetch(at, {method: 'POST', mode: 'no-cors', headers: {'Content-Type': 'text/plain'}, body: JSON.stringify({query: '{version}'})})",
        "fetch(at, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({query: '{version}'})})",
        "fetch(at + '?query=' + encodeURIComponent('mutation { reloadWorkspace { __typename } }'))",
    ):
        answer = page.evaluate(f"at => {request}.then(reply => reply.status, () => 'blocked')", f"{server.address}/graphql")
        assert answer in {0, 403, "blocked"}
    picture = "const i = new Image(); i.onload = () => done('loaded'); i.onerror = () => done('refused'); i.src = at"
    image = f"at => new Promise(done => {{ {picture} }})"
    assert page.evaluate(image, f"{server.address}/graphql?query=%7Bversion%7D") == "refused"
    after = server.ask("{ runsOrError { ... on Runs { results { runId } } } }")["runsOrError"]["results"]
    assert after == before


def test_a_seeded_defect_turns_its_check_red_and_publishes_nothing(page: Page, defective_server: Server):
    assert materialize_all(page, defective_server) == "FAILURE"
    found = found_checks(defective_server)
    assert found["modeled.launch_events"]["contract"] == "FAILED"
    assert not (defective_server.warehouse / "launchwire.duckdb").exists()
    nodes = defective_server.ask(CHECKS)["assetNodes"]
    made = {".".join(node["assetKey"]["path"]): bool(node["assetMaterializations"]) for node in nodes}
    assert made["modeled.launch_events"]
    assert not made["published.release"]
    page.goto(defective_server.address + "/assets/modeled/launch_events?view=checks")
    expect(page.get_by_text("Failed").filter(visible=True).first).to_be_visible()
    keep_picture(page, "red-check")
