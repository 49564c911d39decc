"""Explore a published release: questions that analysts ask, with tables and charts. A marimo notebook, and a script.

    make notebook                                                  in the browser, without the code
    python docs/notebooks/explore.py --warehouse mine              as a script: prints the tables
    python docs/notebooks/explore.py --output charts               and writes the charts as SVG
    marimo edit docs/notebooks/explore.py -- --warehouse mine      in the browser, to change it

The warehouse is that of --warehouse, else of LAUNCHWIRE_WAREHOUSE, else of the checkout. The release is opened read-only, and a refresh
that runs meanwhile neither waits for the notebook nor changes what it shows.
"""

# ruff: noqa: T201, B018, N803, PLC0415, PLR1711 - a cell shows its last line, hands on what it imports, and as a script it prints

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="launchwire")


@app.cell
def _():
    import os
    from pathlib import Path

    import altair as alt
    import duckdb
    import marimo as mo
    import polars as pl

    return Path, alt, duckdb, mo, os, pl


@app.cell
def _(mo):
    # press it to leave the release that is open for the newest one
    reopen = mo.ui.button(label="Open the newest release", value=0, on_click=lambda count: count + 1)
    return (reopen,)


@app.cell
def _(Path, duckdb, mo, os, reopen):
    reopen.value  # the cell runs again when the button is pressed
    given = mo.cli_args().get("warehouse") or os.environ.get("LAUNCHWIRE_WAREHOUSE")
    warehouse = Path(str(given)) if given else Path(__file__).parents[2] / "warehouse"
    link = warehouse / "launchwire.duckdb"
    if not link.exists():
        raise SystemExit(f"{warehouse}: nothing is published there. Name a warehouse with --warehouse DIR, or make one: make run")
    # the file behind the link: the release stays the one that was opened, whatever is published since
    con = duckdb.connect(str(link.resolve()), read_only=True)
    _ = con.execute("set timezone = 'UTC'")
    return con, link


@app.cell
def _(con, link, mo, reopen):
    release = con.sql("select release_number, run_at from history.refreshes").fetchone()
    counts = con.sql("""
        select
            (select count(*) from modeled.articles) as articles,
            (select count(*) from modeled.launch_events) as launches,
            (select count(*) from modeled.claims) as claims,
            (select count(*) from modeled.reactions) as reactions
    """).pl()
    about = f"Release {release[0]} of {release[1]:%Y-%m-%d %H:%M} UTC, `{link.resolve()}`"
    mo.vstack([mo.md(f"# launchwire\n\n{about}"), counts, reopen])
    return about, counts


@app.cell
def _(con, mo):
    countries = [
        row[0]
        for row in con.sql("""
            select country_code
            from modeled.launch_events
            where country_code is not null
            group by country_code
            order by count(*) desc, country_code
        """).fetchall()
    ]
    country = mo.ui.dropdown(["all", *countries], value="KP" if "KP" in countries else "all", label="Launched by")
    country
    return (country,)


@app.cell
def _(mo):
    mo.md("""
    ## What flew, and what became of it?

    Launches that reports say took place, by year. *unknown* means that no report tells the outcome.
    """)
    return


@app.cell
def _(con, country):
    launches = con.execute(
        """
        select
            launch_event_id,
            launch_date_min,
            launch_date_max,
            country_code,
            launch_class_code,
            vehicle_name,
            payload_name,
            site_name,
            outcome_code,
            outcome_support_code,
            article_count,
            origin_count,
        from modeled.launch_events
        where status_code = 'occurred'
            and launch_date_min is not null
            and ($country = 'all' or country_code = $country)
        order by launch_date_min, launch_event_id
        """,
        {"country": country.value},
    ).pl()
    return (launches,)


@app.cell
def _(alt, launches, pl):
    outcomes = {"success": "#4c78a8", "failure": "#e45756", "disputed": "#f58518", "unknown": "#bab0ac"}
    launches_by_year = (
        alt.Chart(launches.with_columns(year=pl.col("launch_date_min").dt.year()))
        .mark_bar()
        .encode(
            x=alt.X("year:O", title="year"),
            y=alt.Y("count():Q", title="launches"),
            color=alt.Color("outcome_code:N", title="outcome", scale=alt.Scale(domain=list(outcomes), range=list(outcomes.values()))),
            tooltip=["year", "outcome_code", "count()"],
        )
        .properties(width=600, height=220, title="Launches by year and outcome")
    )
    launches_by_year
    return (launches_by_year,)


@app.cell
def _(launches, mo):
    most_told = launches["origin_count"].arg_max() if launches.height else None
    chosen = mo.ui.table(launches, selection="single", initial_selection=[] if most_told is None else [most_told], page_size=10)
    mo.vstack([mo.md("Pick one for what follows; the one that most independent origins tell of is picked."), chosen])
    return (chosen,)


@app.cell
def _(chosen, mo):
    event_id = chosen.value["launch_event_id"][0] if len(chosen.value) else ""
    mo.md(f"""
    ## How did it become known?

    Reports, claims and reactions about `{event_id or "no launch"}`, by the hour from which they count as known.
    """)
    return (event_id,)


@app.cell
def _(alt, con, event_id):
    story = con.execute(
        """
        select entry_number, known_at, entry_kind_code, entry_code, actor_name, country_code, outlet_name, evidence_text
        from marts.launch_timeline
        where launch_event_id = $id
        order by entry_number
        """,
        {"id": event_id},
    ).pl()
    story_by_hour = (
        alt.Chart(story)
        .mark_circle(size=70, opacity=0.7)
        .encode(
            x=alt.X("known_at:T", title="known, UTC", scale=alt.Scale(type="utc")),
            y=alt.Y("entry_code:N", title=None),
            color=alt.Color("entry_kind_code:N", title="kind"),
            tooltip=["known_at", "entry_kind_code", "entry_code", "actor_name", "outlet_name", "evidence_text"],
        )
        .properties(width=600, title="What became known when")
    )
    story_by_hour
    return story, story_by_hour


@app.cell
def _(con, event_id, mo):
    said = con.execute(
        """
        select known_at, speaker_name, claimant_country_code, side_code, topic_code, claimed_value_code, certainty_text, evidence_text
        from marts.who_said_what
        where launch_event_id = $id
        order by known_at, claim_id
        """,
        {"id": event_id},
    ).pl()
    mo.vstack([mo.md("Who said what, in words:"), said])
    return (said,)


@app.cell
def _(con, country, mo):
    disputed = con.execute(
        """
        select launch_date_min, launch_event_id, property_code, claimed_value_text, is_headline, origin_count, claimant_names
        from marts.disputed_values
        where $country = 'all' or launch_country_code = $country
        order by launch_date_min, launch_event_id, property_code, is_headline desc, claimed_value_text
        """,
        {"country": country.value},
    ).pl()
    mo.vstack([mo.md("## On what do reports differ?\n\nEvery value is kept; the headline is the one that heads the event."), disputed])
    return (disputed,)


@app.cell
def _(alt, con, country, mo):
    windows = con.execute(
        """
        select
            coalesce(vehicle_name, payload_name, launch_class_code) || ', ' || windows.launch_date_min as launch_name,
            windows.window_number,
            windows.window_date_min,
            windows.window_date_max,
            windows.window_date_min - windows.launch_date_min as opens_days,
            windows.window_date_max - windows.launch_date_min + 1 as closes_days,
            windows.revision_code,
            windows.slip_days,
            windows.flight_code,
        from modeled.launch_windows as windows
        inner join modeled.launch_events as events using (launch_event_id)
        where windows.launch_date_min is not null
            and windows.window_date_max - windows.window_date_min < 62
            and ($country = 'all' or events.country_code = $country)
        order by windows.launch_date_min, windows.launch_event_id, windows.window_number
        """,
        {"country": country.value},
    ).pl()
    windows_and_flights = (
        alt.Chart(windows)
        .mark_bar(height=8, opacity=0.7)
        .encode(
            x=alt.X("opens_days:Q", title="days from the flight"),
            x2="closes_days:Q",
            y=alt.Y("launch_name:N", title=None, sort=None),
            yOffset="window_number:N",
            color=alt.Color("flight_code:N", title="the flight came", scale=alt.Scale(scheme="tableau10")),
            tooltip=["launch_name", "window_number", "window_date_min", "window_date_max", "revision_code", "slip_days", "flight_code"],
        )
        + alt.Chart().mark_rule(strokeWidth=2).encode(x=alt.datum(0))
    ).properties(width=600, title="Windows around the day of the flight")
    mo.vstack(
        [
            mo.md(
                "## Do launches keep to their windows?\n\nA bar is a window of days that somebody gave; the line is the day of the flight."
            ),
            windows_and_flights,
        ]
    )
    return windows, windows_and_flights


@app.cell
def _(alt, con, country, mo):
    reactions = con.execute(
        """
        select
            country_code,
            reaction_type_code,
            sum(reaction_count)::integer as reaction_count,
            min(shortest_delay_days) as shortest_delay_days,
        from marts.reactions_by_country
        where $country = 'all' or launch_country_code = $country
        group by country_code, reaction_type_code
        order by country_code, reaction_type_code
        """,
        {"country": country.value},
    ).pl()
    reactions_by_side = (
        alt.Chart(reactions)
        .mark_rect()
        .encode(
            x=alt.X("reaction_type_code:N", title=None),
            y=alt.Y("country_code:N", title=None, sort=alt.EncodingSortField("reaction_count", op="sum", order="descending")),
            color=alt.Color("reaction_count:Q", title="reactions", scale=alt.Scale(type="log", scheme="blues")),
            tooltip=["country_code", "reaction_type_code", "reaction_count", "shortest_delay_days"],
        )
        .properties(width=500, title="Reactions by country and kind")
    )
    mo.vstack([mo.md("## Who reacts, and how?"), reactions_by_side])
    return reactions, reactions_by_side


@app.cell
def _(alt, con, country, mo):
    first = con.execute(
        """
        select
            first_outlet_name as outlet_name,
            count(*)::integer as launch_count,
        from marts.first_reports
        where first_outlet_name is not null
            and ($country = 'all' or country_code = $country)
        group by first_outlet_name
        order by launch_count desc, outlet_name
        limit 15
        """,
        {"country": country.value},
    ).pl()
    first_outlets = (
        alt.Chart(first)
        .mark_bar()
        .encode(x=alt.X("launch_count:Q", title="launches told of first"), y=alt.Y("outlet_name:N", sort="-x", title=None))
        .properties(width=500, title="Who tells of a launch first")
    )
    mo.vstack([mo.md("## Which outlets are first?\n\nAmong the articles of this warehouse, by when each counts as known."), first_outlets])
    return first, first_outlets


@app.cell
def _(
    Path,
    about,
    counts,
    disputed,
    first,
    first_outlets,
    launches,
    launches_by_year,
    mo,
    pl,
    reactions,
    reactions_by_side,
    said,
    story,
    story_by_hour,
    windows,
    windows_and_flights,
):
    # as a script: the tables as text, and the charts as files where --output names a folder
    tables = {
        "launches": launches,
        "story of one launch": story,
        "who said what": said,
        "disputed": disputed,
        "windows": windows,
        "reactions": reactions,
        "first": first,
    }
    charts = {
        "launches_by_year": launches_by_year,
        "story_by_hour": story_by_hour,
        "windows_and_flights": windows_and_flights,
        "reactions_by_side": reactions_by_side,
        "first_outlets": first_outlets,
    }
    if mo.app_meta().mode == "script":
        print(about)
        shape = {"tbl_formatting": "NOTHING", "tbl_hide_column_data_types": True, "tbl_hide_dataframe_shape": True}
        with pl.Config(tbl_rows=10, tbl_cols=8, tbl_width_chars=200, fmt_str_lengths=28, **shape):
            for name, frame in {"counts": counts, **tables}.items():
                print(f"\n{name}: {frame.height} rows\n{frame}")
        # a chart that names no column of its table fails here
        print(f"\ncharts: {', '.join(name for name, chart in charts.items() if chart.to_dict())}; --output DIR writes them")
        output = mo.cli_args().get("output")
        if output:
            Path(str(output)).mkdir(parents=True, exist_ok=True)
            for name, chart in charts.items():
                chart.save(Path(str(output)) / f"{name}.svg")
            print(f"wrote {len(charts)} charts to {output}")
    return


if __name__ == "__main__":
    app.run()
