"""Rows of the history layer of the valid warehouse: what a release before it held."""

from __future__ import annotations

import datetime as dt

from valid_found import Row, hashed

EARLIER = dt.datetime(2016, 3, 1, 12, tzinfo=dt.UTC)


def history_rows() -> dict[str, list[Row]]:
    """One event that went on under another id, one that left, and what was noted of others before."""
    renamed, left, older = hashed("evt", "renamed"), hashed("evt", "left"), hashed("evt", "older")
    noted = {"release_number": 1, "recorded_at": EARLIER}
    return {
        "history.refreshes": [
            {
                "release_number": 2,
                "run_at": dt.datetime(2016, 4, 1, 12, tzinfo=dt.UTC),
                "rules_version": "2",
                "reference_version": "1",
                "model_version": "1",
                "earlier_rules_version": "1",
                "earlier_reference_version": "1",
                "earlier_model_version": "1",
            }
        ],
        "history.launch_event_mentions": [
            mention(renamed, hashed("lau", "l4"), hashed("art", "a4")),
            mention(left, hashed("lau", "gone"), hashed("art", "gone")),
        ],
        "history._report_days": [{"party_code": "KP", "told_date": dt.date(2016, 2, 7), "reports_hash": "7"}],
        "history._day_cores": [
            {"article_launch_id": hashed("lau", "l4"), "article_id": hashed("art", "a4"), "core_id": hashed("day", "d1")}
            | {"party_code": "KP", "told_date": dt.date(2016, 2, 7), "rule_code": "same_day"}
        ],
        "history._cores": [
            {"core_id": hashed("day", "d1"), "party_code": "KP", "launch_date": dt.date(2016, 2, 7), "kind_code": "space"}
            | {"is_subject": True}
        ],
        "history._tracked_rows": [
            {"table_code": "launch_events", "row_id": left, "field_texts": ["status_code=expected"]},
            {"table_code": "articles", "row_id": hashed("art", "a1"), "field_texts": ["is_relevant=false"]},
            {"table_code": "articles", "row_id": hashed("art", "gone"), "field_texts": ["is_relevant=true"]},
        ],
        "history.launch_event_redirects": [
            {"launch_event_id": older, "to_launch_event_id": renamed, "reason_code": "merged", "report_count": 1, **noted}
            | {"current_launch_event_id": renamed}
        ],
        "history.launch_event_tombstones": [
            {"launch_event_id": hashed("evt", "long gone"), "reason_code": "article_left", "status_code": "occurred", **noted}
        ],
        "history.review_entries": [
            review("split", "l11") | {"reason_text": "Another place."},
            review("override", "l5", property_code="site", value_text="wonsan"),
        ],
        "history.reviews": [{"review_id": hashed("rev", "l11"), "ground_sha256": None}],
        "history.changes": [
            {"change_id": hashed("chg", "1"), "table_code": "articles", "row_id": hashed("art", "a1"), "change_code": "added"}
            | {"cause_code": "new_article", "cause_id": hashed("art", "a1"), **noted}
        ],
    }


def review(kind: str, launch: str, **given: str) -> Row:
    """What somebody wrote about a report."""
    return {
        "review_id": hashed("rev", launch),
        "review_kind_code": kind,
        "subject_id": hashed("lau", launch),
        "reviewer_name": "A. Reader",
        "reviewed_date": dt.date(2016, 4, 1),
        "reason_text": "The text says so.",
        "file_name": "april.toml",
        **given,
    }


def mention(event: str, launch: str, article: str) -> Row:
    """A report that an event had."""
    return {"launch_event_id": event, "article_launch_id": launch, "article_id": article, "is_founder": False}
