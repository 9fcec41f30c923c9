"""Figures of one incident stand side by side; what is not of one incident does not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from spacy.language import Language
from typer.testing import CliRunner

from marsad.cli import app
from marsad.extraction import outcomes
from marsad.incidents import Figure, Found, Incident, Thresholds, find_incidents, group
from marsad.reading import Report
from marsad.store import store_sink

TAIZ = {"place": "تعز", "place_id": "geonames:70225", "place_name": "Taiz", "latitude": 13.58, "longitude": 44.02}
NEAR = {"place": "س", "place_id": "geonames:1", "place_name": "Near", "latitude": 13.60, "longitude": 44.03}
FAR = {"place": "ع", "place_id": "geonames:2", "place_name": "Far", "latitude": 14.60, "longitude": 44.03}


def figure(document: str, low: int | None = 3, **more: Any) -> Figure:
    day = date(2023, 5, more.pop("day", 15))
    written = more.pop("written", 16)
    values: dict[str, Any] = {
        "document": document, "claim": "k1", "document_date": date(2023, 5, written), "harm": "killed", "text": "", "low": low,
        "high": low, "qualifier": "exact", "who": ["person"], "part_of": None, "assertion": "asserted", "scope": "incident",
        "attribution": "a1", "source_name": "مصدر", "source_type": "medical", "stance": "say", "first": day, "last": day,
        "cause": "قصف", "sentence": "", "sentence_start": 0, **TAIZ,
    }  # fmt: skip
    return Figure(**values | more)


def members(found: Found) -> list[set[str]]:
    return [{figure.document for figure in incident.figures} for incident in found.incidents]


def only(*figures: Figure) -> Incident:
    (incident,) = group(figures, Thresholds()).incidents
    return incident


def toll(*figures: Figure) -> dict[str, Any]:
    (toll,) = only(*figures).tolls
    return toll.to_dict()


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ({}, True),
        ({"day": 16}, True),
        ({"day": 17}, False),
        (NEAR, True),
        (FAR, False),
        ({"place_id": None, "latitude": None, "longitude": None}, False),
        ({"cause": "القصف"}, True),
        ({"cause": "غارة"}, True),
        ({"cause": None}, True),
        ({"cause": "زلزال"}, False),
        ({"harm": "injured"}, True),
        ({"harm": "displaced"}, True),
        ({"harm": "displaced", "day": 16}, False),
    ],
)
def test_what_is_of_one_incident(other: dict[str, Any], together: bool) -> None:
    found = group([figure("a"), figure("b", **other)], Thresholds())
    assert (len(found.incidents) == 1) is together


def test_thresholds_decide() -> None:
    pair = [figure("a"), figure("b", day=17)]
    assert len(group(pair, Thresholds(days=2)).incidents) == 1
    pair = [figure("a"), figure("b", **FAR)]
    assert len(group(pair, Thresholds(km=200)).incidents) == 1
    pair = [figure("a"), figure("b", **NEAR)]
    assert len(group(pair, Thresholds(km=0)).incidents) == 2
    pair = [figure("a"), figure("b", cause="زلزال")]
    assert len(group(pair, Thresholds(similarity=0.1)).incidents) == 1


def test_days_in_a_row_do_not_run_together() -> None:
    found = group([figure(f"d{day}", day=day) for day in range(1, 21)], Thresholds())
    assert all(len(documents) <= 3 for documents in members(found))


def test_why_names_every_factor() -> None:
    joined = only(figure("a"), figure("b", day=16)).figures[1]
    assert joined.similarity == pytest.approx(0.6)
    why = joined.why
    assert [part in why for part in ("Taiz", "1 day apart", "killed", "shelling")] == [True] * 4


def test_each_source_and_the_range() -> None:
    result = toll(
        figure("a", 3, source_name="وزارة الصحة"),
        figure("b", 8, high=None, source_name="المرصد"),
        figure("c", 5, source_name="وزارة  الصحّة", written=18),
    )
    assert [(s["low"], s["high"], s["as_of"]) for s in result["sources"]] == [
        (5, 5, "2023-05-18"),
        (8, None, "2023-05-16"),
    ]
    assert (result["low"], result["high"], result["highest_named"]) == (5, None, 8)
    assert [(m["date"], m["low"], m["high"]) for m in result["movement"]] == [
        ("2023-05-16", 3, None),
        ("2023-05-18", 5, 5),
    ]


def test_parts_are_not_added_or_compared() -> None:
    result = toll(figure("a", 9), figure("a", 2, claim="k2", part_of="c1", who=["child"]))
    assert (result["low"], result["high"]) == (9, 9)
    assert [part["low"] for part in result["parts"]] == [2]


def test_different_people_of_one_sentence_add_up() -> None:
    women, children = figure("a", 2, who=["woman"]), figure("a", 3, claim="k2", who=["child"])
    assert toll(women, children)["low"] == 5
    assert toll(women, figure("a", 3, claim="k2", who=["child"], sentence_start=90))["low"] == 2
    assert toll(women, figure("a", 5, claim="k2"))["high"] == 5


def test_armed_people_stand_apart() -> None:
    tolls = only(figure("a", 61, who=["civilian"]), figure("b", 14, who=["combatant"])).tolls
    assert [(toll.people, toll.to_dict()["low"]) for toll in tolls] == [("others", 61), ("armed", 14)]


def test_denied_and_feared_count_in_no_range_and_open_no_incident() -> None:
    asides = [
        figure("b", 0, assertion="negated", harm="casualties"),
        figure("c", 40, assertion="feared"),
        figure("d", 50, stance="deny"),
    ]
    incident = only(figure("a"), *asides)
    assert [f.document for f in incident.denied] == ["b", "d"]
    assert [f.document for f in incident.feared] == ["c"]
    assert incident.tolls[0].to_dict()["high"] == 3
    alone = group(asides, Thresholds())
    assert alone.incidents == []
    assert alone.left_out.total() == 3


def test_running_totals_stand_apart() -> None:
    found = group(
        [figure("a"), figure("b", 100, scope="cumulative"), figure("c", 120, scope="cumulative", written=20)],
        Thresholds(),
    )
    assert members(found) == [{"a"}]
    (total,) = found.totals
    assert [(m["date"], m["low"]) for m in total.to_dict()["movement"]] == [("2023-05-16", 100), ("2023-05-20", 120)]


def test_without_a_date_the_report_dates_it_and_without_a_place_the_only_one_of_the_report() -> None:
    nowhere = dict.fromkeys(TAIZ)
    found = group([figure("a"), figure("b"), figure("b", claim="k2", first=None, last=None, **nowhere)], Thresholds())
    assert members(found) == [{"a", "b"}]
    assert "date of the report" in found.incidents[0].figures[2].why
    assert "only place" in found.incidents[0].figures[2].why
    two = [figure("b"), figure("b", claim="k2", **FAR), figure("b", claim="k3", **nowhere)]
    assert group(two, Thresholds()).left_out == {"no place": 1}
    assert group([figure("a", first=None, last=None, document_date=None)], Thresholds()).left_out == {"no date": 1}
    month = figure("a", first=date(2023, 5, 1), last=date(2023, 5, 31))
    assert group([month], Thresholds()).left_out == {"date too wide": 1}


def test_time_grows_with_the_number_of_figures() -> None:
    """Ten times the figures of one place and day in less than a hundred times the time: no pair of all with all."""

    def seconds(count: int) -> float:
        figures = [figure(f"d{i}", i, source_name=f"s{i % 7}") for i in range(count)]
        start = perf_counter()
        for incident in group(figures, Thresholds()).incidents:
            incident.to_dict()
        return perf_counter() - start

    seconds(100)
    assert seconds(5000) < 40 * seconds(500)


def test_from_reports_to_incidents(rules: Language, tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    reports = [
        Report("a", "أعلنت وزارة الصحة مقتل 3 أشخاص في قصف على مدينة تعز أمس.", "2023-05-16"),
        Report("b", "قال مصدر طبي إن 5 أشخاص قتلوا في القصف على مدينة تعز في 15 مايو.", "2023-05-17"),
        Report("c", "قتل 9 أشخاص في قصف على مدينة حلب أمس.", "2023-05-16"),
    ]
    with store_sink(store, "m", [], print) as sink:
        for item, document in outcomes(rules, sink.pending(reports)):
            sink.write(item, document)
    found = find_incidents(store)
    assert sorted(map(sorted, members(found))) == [["a", "b"], ["c"]]
    result = CliRunner().invoke(app, ["incidents", str(store), "--format", "jsonl", "--min-sources", "2"])
    assert result.exit_code == 0, result.output
    incident, left_out = [json.loads(line) for line in result.stdout.splitlines()]
    assert (incident["place"]["name"], incident["first"]) == ("Taiz", "2023-05-15")
    assert [(s["source"], s["low"]) for s in incident["tolls"][0]["sources"]] == [("وزارة الصحة", 3), ("مصدر طبي", 5)]
    assert left_out["kind"] == "left_out"
    table = CliRunner().invoke(app, ["incidents", str(store)]).stdout
    for words in ("Taiz", "2023-05-15", "وزارة الصحة", "range over 2 sources", "3–5"):
        assert words in table


def test_no_store_is_a_usage_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["incidents", str(tmp_path / "none.duckdb")])
    assert result.exit_code == 2
    assert "none.duckdb" in result.output
