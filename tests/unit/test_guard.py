"""The guard lets the UI's own pages and local programs in, and pages of other origins not."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from pipelines.guard import Guard

HOST = {"host": "127.0.0.1:3000"}
JSON = {**HOST, "content-type": "application/json"}


async def answer(_request):
    return PlainTextResponse("let in")


async def greet(websocket: WebSocket):
    await websocket.accept()
    await websocket.send_text("let in")
    await websocket.close()


@pytest.fixture(scope="module")
def client():
    routes = [
        Route("/graphql", answer, methods=["GET", "POST"]),
        WebSocketRoute("/graphql", greet),
        Route("/report_asset_check/{key:path}", answer, methods=["POST"]),
        Route("/{path:path}", answer),
    ]
    return TestClient(Guard(Starlette(routes=routes)), base_url="http://127.0.0.1:3000")


@pytest.mark.parametrize(
    "headers",
    [
        JSON,
        {**JSON, "host": "localhost:3000"},
        {**JSON, "host": "[::1]:3000"},
        {**JSON, "host": "LOCALHOST"},
        {**JSON, "origin": "http://127.0.0.1:3000", "sec-fetch-site": "same-origin"},
        {**JSON, "content-type": "application/json; charset=utf-8"},
    ],
)
def test_lets_in_a_query_of_its_own_page_or_of_a_local_program(client, headers):
    assert client.post("/graphql", json={"query": "{ version }"}, headers=headers).text == "let in"


@pytest.mark.parametrize(
    "headers",
    [
        {**JSON, "host": "evil.example"},
        {**JSON, "host": "evil.example:3000"},
        {**JSON, "host": "127.0.0.1.evil.example"},
        {**JSON, "host": ""},
        {**JSON, "origin": "http://evil.example"},
        {**JSON, "origin": "null"},
        {**JSON, "origin": "http://127.0.0.1:8000"},
        {**JSON, "sec-fetch-site": "cross-site"},
        {**JSON, "sec-fetch-site": "same-site"},
        {**HOST, "content-type": "text/plain"},
        {**HOST, "content-type": "text/plain; application/json"},
        {**HOST, "content-type": "application/x-www-form-urlencoded"},
        {**HOST, "content-type": "application/graphql"},
    ],
)
def test_refuses_a_query_that_another_page_could_send(client, headers):
    response = client.post("/graphql", content='{"query": "{ version }"}', headers=headers)
    assert response.status_code == 403
    assert response.text.startswith("Refused: ")


@pytest.mark.parametrize("path", ["/graphql?query=mutation", "/graphql/?query=%7Bversion%7D", "/graphql?a=1&query=x"])
def test_refuses_a_query_in_the_address(client, path):
    assert client.get(path, headers=HOST).status_code == 403


def test_refuses_a_report_from_another_page(client):
    assert client.post("/report_asset_check/raw/records", headers={**HOST, "origin": "http://evil.example"}).status_code == 403


def test_lets_a_link_from_elsewhere_open_a_page(client):
    visit = {**HOST, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/runs", headers=visit).text == "let in"


def test_refuses_a_frame_and_a_picture_in_another_page(client):
    for destination, mode in (("iframe", "navigate"), ("image", "no-cors")):
        headers = {**HOST, "sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": destination}
        assert client.get("/runs", headers=headers).status_code == 403


def test_forbids_frames_in_every_answer(client):
    assert client.get("/runs", headers=HOST).headers["x-frame-options"] == "DENY"


def test_lets_in_a_socket_of_its_own_page(client):
    with client.websocket_connect("/graphql", headers={**HOST, "origin": "http://127.0.0.1:3000"}) as socket:
        assert socket.receive_text() == "let in"


def test_refuses_a_socket_of_another_page(client):
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        client.websocket_connect("/graphql", headers={**HOST, "origin": "http://evil.example"}) as socket,
    ):
        socket.receive_text()
    assert refused.value.code == 1008
