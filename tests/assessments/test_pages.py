"""Pages about tests: what a therapist reads, what an admin changes, what stands in the file."""

import csv
import io
import re
import uuid

import pytest
from django.urls import reverse

from apps.assessments import access, actions
from apps.assessments.models import Instrument
from apps.assessments.series import sheet_of
from apps.audit.models import Event
from tests.assessments.conftest import form_page, instrument
from tests.assessments.test_every_instrument import add_pegs, form_of
from tests.markup import markup


@pytest.fixture
def amara(cast):
    """Amara's browser."""
    return cast.client("amara")


def page(client, name: str, *ids, **query) -> str:
    """Return the text of a page."""
    answer = client.get(reverse(name, args=ids), query)
    assert answer.status_code == 200
    return " ".join(markup(answer).text().split())


def over_time(amara, result, **query) -> str:
    """Return the page of one test."""
    return page(amara, "progress:test", result.patient_id, result.pk, **query)


def rows_of(client, patient) -> list[dict]:
    """Return the rows of the file."""
    answer = client.get(reverse("assessments:export-results", args=[patient.pk]))
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


# --- What is said of a change -----------------------------------------------------------------


def test_a_change_beyond_the_mdc_is_more_than_error(amara, record):
    record("WPST", back=90, total=24)
    text = over_time(amara, record("WPST", total="15.9"))
    assert "a change of 8.1, more than measurement error (MDC 8, 95 % level, 35 people" in text


def test_a_change_of_the_mdc_itself_is_within_error(amara, record):
    record("WPST", back=90, total=24)
    text = over_time(amara, record("WPST", total=16))
    assert "a change of 8, within measurement error (MDC 8, 95 % level, 35 people" in text


@pytest.mark.parametrize("code", ["FMA_S", "SWM", "2PD", "MAS", "PGIC", "STI", "BI", "TDT"])
def test_nothing_is_said_without_an_mdc(amara, record, code):
    record(code, back=90, share=0.1)
    text = over_time(amara, record(code, share=0.9))
    assert "measurement error (MDC" not in text
    assert "2 results." in text


def test_another_tester_has_a_larger_error(cast, amara, record):
    parts = dict.fromkeys(("touch", "pressure", "pinprick", "sharp_blunt", "proprioception"), 2)
    record("EMNSA_UL", back=90, parts=parts)
    later = parts | {"touch": 8, "pressure": 8, "pinprick": 3}
    same = record("EMNSA_UL", back=30, parts=later)
    assert "a change of 13, more than measurement error (MDC 12.3" in over_time(amara, same)
    other = record("EMNSA_UL", parts=later, given_by=cast.ben)
    assert "a change of 13, within measurement error (MDC 14.6" in over_time(amara, other)


@pytest.mark.parametrize(("place", "mdc"), [("left-upper_limb", "12.3"), ("left-lower_limb", "")])
def test_an_error_measured_in_arms_says_nothing_of_legs(cast, amara, record, place, mdc):
    parts = dict.fromkeys(("touch", "pressure", "pinprick", "sharp_blunt", "proprioception"), 2)
    record("EMNSA_UL", back=90, parts=parts, place=place)
    result = record("EMNSA_UL", parts=parts | {"touch": 8, "pressure": 8}, place=place)
    said = "measurement error (MDC 12.3, 95 % level, arms of 50 people after stroke"
    assert (said in over_time(amara, result)) is bool(mdc)
    assert [row["mdc"] for row in rows_of(amara, cast.rosa) if row["score"] == "total"] == [mdc] * 2


def test_each_domain_has_its_own_mdc(amara, record):
    record("SIS", back=90, parts={"strength": 40, "emotion": 40})
    result = record("SIS", parts={"strength": 70, "emotion": 80})
    assert "a change of 30, more than measurement error (MDC 24" in over_time(
        amara, result, part="1"
    )
    assert "measurement error (MDC" not in over_time(amara, result, part="6")


def test_versions_and_sides_are_never_compared(amara, record):
    record("BI", back=90, total=50, version="100")
    record("WPST", back=90, total=20)
    assert "1 result." in over_time(amara, record("BI", total=12, version="20"))
    assert "1 result." in over_time(amara, record("WPST", total=2, place="right-wrist"))


# --- The table and the panel --------------------------------------------------------------------


def test_the_newest_days_stand_on_the_right(cast, amara, record):
    for back, share in ((168, 0.2), (84, 0.4), (14, 0.6), (0, 0.8)):
        record("BI", back=back, share=share)
    record("2PD", back=14, beyond="not_felt")
    for name in ("assessments:results", "caseload:patient"):
        answer = amara.get(reverse(name, args=[cast.rosa.pk]))
        (region,) = markup(answer).all("div", **{"aria-label": "Test results"})
        rows = [[cell.text() for cell in row.all("td")] for row in region.all("tr")][1:]
        shown = [["2, lower is better", "– not tested", "Not felt", "– not tested"]]
        shown += [["100, higher is better", "40", "60", "80"]]
        if name == "assessments:results":
            shown = [
                ["2, lower is better", "– not tested", "– not tested", "Not felt", "– not tested"],
                ["100, higher is better", "20", "40", "60", "80"],
            ]
        assert rows == shown


def test_two_results_of_one_day_both_stand(cast, amara, record):
    """Each with who did it; the chart has a dot for each."""
    first = record("BI", back=14, total=50)
    record("BI", back=14, total=65, given_by=cast.ben)
    record("BI", total=70)
    record("RASP", back=14, parts={"two_point": 2})
    record("RASP", back=14, parts={"two_point": 4}, given_by=cast.ben)
    answer = amara.get(reverse("assessments:results", args=[cast.rosa.pk]))
    (region,) = markup(answer).all("div", **{"aria-label": "Test results"})
    cells = [cell.text() for cell in region.all("td")]
    assert cells[1:3] == ["2 Amara Osei 4 Ben Ito", "– not tested"]
    assert cells[4:6] == ["50 Amara Osei 65 Ben Ito", "70"]
    assert "3 results." in over_time(amara, first)
    picture = reverse("progress:picture", args=[cast.rosa.pk, "test", "svg"])
    drawn = amara.get(picture, {"result": first.pk, "range": "all"}).content.decode()
    assert "50 / 65" in drawn


def test_the_panel_costs_one_query(cast, record, django_assert_num_queries):
    for code in ("BI", "SIS", "FMA_S", "SWM"):
        record(code)
    with django_assert_num_queries(1):
        assert len(sheet_of(cast.rosa, []).rows) == 3 + 9


def hidden(answer, name: str) -> str:
    """Return what a hidden box of the page holds."""
    boxes = [box for box in markup(answer).all("input") if box.attributes.get("name") == name]
    return boxes[0].attributes["value"]


def test_years_of_tests_are_not_read_for_the_newest_days(cast, amara, record):
    for back in range(0, 110, 10):
        record("BI", back=back)
    text = page(amara, "assessments:results", cast.rosa.pk)
    assert "3 earlier days of tests stand on the page of each test." in text
    assert "11 results." in over_time(amara, access.results_of(cast.rosa)[0])


# --- Two at once --------------------------------------------------------------------------------


def test_two_who_correct_at_once_lose_nothing(cast, amara, record):
    result = record("BI", total=50)
    test = instrument("BI")
    address = reverse("assessments:correct-result", args=[cast.rosa.pk, result.pk])
    sent = form_of(cast, test, test.known_versions[0]) | {"base": str(result.pk)}
    assert amara.post(address, sent | {"total": "55"}).status_code == 302
    mine = sent | {"total": "60", "note": "Seen twice.", "key": str(uuid.uuid4())}
    told = amara.post(address, mine)
    text = markup(told).text()
    assert "Amara Osei has saved this result since you opened it." in text
    assert "Seen twice." in text
    again = mine | {name: hidden(told, name) for name in ("base", "key")}
    assert amara.post(address, again).status_code == 302
    (stands,) = access.results_of(cast.rosa)
    assert (stands.total, stands.note) == (60, "Seen twice.")
    assert len(access.versions_of(stands)) == 3


def test_a_form_without_its_key_gets_another(cast, amara):
    """What was typed stays; the second save stores it."""
    test = instrument("BI")
    address = form_page(cast.rosa, "BI", "100")
    sent = form_of(cast, test, test.version("100")) | {"note": "Seen twice."}
    for key in (None, "none"):
        broken = {name: value for name, value in sent.items() if name != "key"}
        told = amara.post(address, broken | ({"key": key} if key else {}))
        assert told.status_code == 200
        assert "This page was too old. Your answer is still here." in markup(told).text()
        assert "Seen twice." in markup(told).text()
        assert amara.post(address, broken | {"key": hidden(told, "key")}).status_code == 302
    assert len(access.results_of(cast.rosa)) == 2


def test_a_form_sent_again_after_it_was_taken_back_is_not_saved(cast, amara):
    """It says so, and keeps what was typed."""
    test = instrument("BI")
    address, sent = form_page(cast.rosa, "BI", "100"), form_of(cast, test, test.version("100"))
    amara.post(address, sent)
    (result,) = access.results_of(cast.rosa)
    amara.post(reverse("assessments:undo-result", args=[cast.rosa.pk, result.pk]))
    told = markup(amara.post(address, sent)).text()
    assert "was taken back since you opened it" in told
    assert not access.results_of(cast.rosa)


# --- The file -----------------------------------------------------------------------------------


def test_the_file_keeps_not_felt_and_runs_nothing(cast, amara, record):
    record("SWM", back=5, beyond="not_felt", note="=HYPERLINK(1)")
    record("SWM", total="3.61")
    record("MAS", level="1+")
    not_felt, code, felt = sorted(rows_of(amara, cast.rosa), key=lambda row: row["date"])[:3]
    if code["test_code"] != "MAS":
        code, felt = felt, code
    assert (not_felt["value"], not_felt["force_g"]) == ("not felt", "")
    assert not_felt["note"] == "'=HYPERLINK(1)"
    assert (felt["value"], felt["force_g"], felt["unit"]) == ("3.61", "0.4", "{marking}")
    assert (code["value"], code["direction"]) == ("1+", "lower is better")


def test_the_file_of_countries_with_decimal_commas(cast, amara, record):
    """Semicolons part its cells, and numbers have a comma: 3.61 would become a day in March."""
    record("SWM", total="3.61", note="Left; then right.")
    address = reverse("assessments:export-results", args=[cast.rosa.pk])
    text = amara.get(address, {"commas": ""}).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (row["value"], row["force_g"], row["lowest"]) == ("3,61", "0,4", "1,65")
    assert (row["unit"], row["note"]) == ("{marking}", "Left; then right.")


def test_a_zero_stands_in_the_file(cast, amara, record):
    record("BI", total=0)
    (row,) = rows_of(amara, cast.rosa)
    assert row["value"] == "0"


def test_the_file_leaves_a_trace_without_health_data(cast, amara, record):
    record("BI", total=50)
    rows_of(amara, cast.rosa)
    event = Event.objects.get(verb="exported_results")
    assert (event.by, event.patient_id, event.changes) == (
        cast.amara,
        cast.rosa.pk,
        {"rows": [None, 1]},
    )


def test_a_guess_of_the_browser_takes_no_file(cast, amara):
    address = reverse("assessments:export-results", args=[cast.rosa.pk])
    assert amara.get(address, headers={"Sec-Purpose": "prefetch"}).status_code == 503
    assert not Event.objects.filter(verb="exported_results").exists()


def test_what_was_taken_back_is_in_no_file_or_table(cast, amara, record):
    result = record("BI", total=50)
    actions.withdraw_result(by=cast.amara, result=result)
    assert rows_of(amara, cast.rosa) == []
    assert "No test results yet." in page(amara, "assessments:results", cast.rosa.pk)
    assert amara.get(reverse("progress:test", args=[cast.rosa.pk, result.pk])).status_code == 404
    assert "Taken back" in page(amara, "assessments:result", cast.rosa.pk, result.pk)


# --- What an admin does -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Type a name, for example Nine Hole Peg Test."),
        ({"name": "barthel index"}, "There is a test called barthel index already."),
        ({"low": "-1"}, "Type the lowest number: 0 or more, with two decimal places at most."),
        ({"high": "0"}, "Type the highest number: above the lowest, up to 1000"),
        ({"step": "7"}, "Type a step that leads from the lowest number to the highest."),
        ({"mdc": "400"}, "Type an MDC above 0 that fits into the scale, with two decimal"),
        ({"population": ""}, "Type in whom the MDC was measured."),
        ({"where": []}, "Choose at least one place."),
        ({"parts": "Shapes 0 3"}, "Type each subscore in a line of its own"),
        ({"parts": "Shapes; 0; 3"}, "The subscores must add up to the ends of the scale."),
        ({"scale": "codes", "codes": "0"}, "Type at least two codes"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else None,
)
def test_a_new_test_that_cannot_be_gets_a_sentence(cast, change, sentence):
    answer = add_pegs(cast, **change)
    assert answer.status_code == 200
    assert sentence in markup(answer).text()
    assert Instrument.objects.count() == 21


def test_an_admin_adds_codes(cast):
    codes = {"scale": "codes", "codes": "none, some, much", "mdc": "", "population": ""}
    assert add_pegs(cast, **codes).status_code == 302
    test = Instrument.objects.get(code="nine-hole-peg-test")
    assert (test.levels, test.unit_label) == (["none", "some", "much"], "")


def test_a_stopped_test_is_not_offered(cast, amara, record):
    result = record("BI", total=50)
    cast.client("ana").post(
        reverse("assessments:stop-instrument", args=[instrument("BI").address_id])
    )
    assert "Barthel" not in page(amara, "assessments:choose-test", cast.rosa.pk)
    add = form_page(cast.rosa, "BI", "100")
    assert amara.get(add).status_code == 404
    assert "Barthel Index" in page(amara, "assessments:results", cast.rosa.pk)
    # Who had the form open loses nothing, and what is stored can still be corrected.
    test = instrument("BI")
    assert amara.post(add, form_of(cast, test, test.version("100"))).status_code == 302
    address = reverse("assessments:correct-result", args=[cast.rosa.pk, result.pk])
    assert amara.get(address).status_code == 200


@pytest.mark.parametrize("lost", ["key", "base"])
def test_a_form_that_did_not_arrive_whole_keeps_what_was_typed(cast, amara, record, lost):
    result, test = record("BI", total=50), instrument("BI")
    address = reverse("assessments:correct-result", args=[cast.rosa.pk, result.pk])
    sent = form_of(cast, test, test.known_versions[0]) | {"base": str(result.pk), "total": "55"}
    told = amara.post(address, sent | {lost: "nonsense"})
    assert "This page was too old. Your answer is still here." in told.content.decode()
    again = sent | {name: hidden(told, name) for name in ("base", "key")}
    assert amara.post(address, again).status_code == 302
    assert access.results_of(cast.rosa)[0].total == 55


def test_a_name_that_was_not_changed_still_translates(cast):
    ana = cast.client("ana")
    address = reverse("assessments:change-instrument", args=[instrument("BI").address_id])
    sent = {"name": "Barthel Index", "caution": "Ours.", "version": "1"}
    assert ana.post(address, sent).status_code == 302
    test = instrument("BI")
    assert (test.name, test.caution) == ("Barthel Index", "Ours.")


# --- Two admins at once -------------------------------------------------------------------------


def test_the_second_of_two_admins_is_told_and_loses_nothing(cast):
    """A second save stores what was typed."""
    ana = cast.client("ana")
    address = reverse("assessments:change-instrument", args=[instrument("BI").address_id])
    sent = {"name": "Barthel Index", "version": hidden(ana.get(address), "version")}
    assert ana.post(address, sent | {"caution": "Theirs."}).status_code == 302
    mine = sent | {"caution": "Mine.", "source": "Ours."}
    told = ana.post(address, mine)
    text = markup(told).text()
    assert "Ana Ruiz has saved this test since you opened it." in text
    (table,) = markup(told).all("table")
    rows = [[cell.text() for cell in row.all("td")] for row in table.all("tr")][1:]
    assert ["Theirs.", "Mine."] in rows
    assert instrument("BI").caution == "Theirs."
    assert ana.post(address, mine | {"version": hidden(told, "version")}).status_code == 302
    assert (instrument("BI").caution, instrument("BI").source) == ("Mine.", "Ours.")


def test_an_instrument_form_without_its_version_overwrites_nothing(cast):
    address = reverse("assessments:change-instrument", args=[instrument("BI").address_id])
    told = cast.client("ana").post(address, {"name": "Barthel Index", "caution": "Mine."})
    assert "Your answers are still here. Save again." in markup(told).text()
    assert instrument("BI").caution == "Many people reach the maximum."


def test_the_second_of_two_equal_names_gets_a_sentence(cast, monkeypatch):
    """Both forms were right when they were sent."""
    assert add_pegs(cast).status_code == 302
    monkeypatch.setattr("apps.assessments.forms.instruments.check_name", lambda *_: None)
    told = add_pegs(cast)
    assert told.status_code == 200
    (box,) = [one for one in markup(told).all("input") if one.attributes.get("name") == "name"]
    assert box.attributes["aria-invalid"] == "true"
    assert "There is a test called Nine Hole Peg Test already." in markup(told).text()


def test_stopping_can_be_undone(cast):
    ana, test = cast.client("ana"), instrument("BI")
    stop = reverse("assessments:stop-instrument", args=[test.address_id])
    page = markup(ana.post(stop, follow=True))
    offer = reverse("assessments:offer-instrument", args=[test.address_id])
    (status,) = page.all("div", role="status")
    assert [form.attributes["action"] for form in status.all("form")] == [offer]
    events = Event.objects.filter(verb="changed_instrument").count()
    ana.post(stop)
    assert Event.objects.filter(verb="changed_instrument").count() == events


# --- Addresses ----------------------------------------------------------------------------------


def test_no_address_tells_what_somebody_was_tested_for(cast, amara, record):
    """Neither the test nor its subscore: addresses stand in logs and histories."""
    result = record("PHQ4", parts={"anxiety": 2, "depression": 3})
    record("SIS", parts={"emotion": 40})
    pages = [reverse("progress:test", args=[cast.rosa.pk, result.pk])]
    pages += [
        reverse(f"assessments:{name}", args=[cast.rosa.pk]) for name in ("choose-test", "results")
    ]
    telling = ("phq", "sis", "anxiety", "depression", "emotion", "mas", "bi")
    for page_address in pages:
        links = [one.attributes.get("href", "") for one in markup(amara.get(page_address)).all("a")]
        assert any("?" in link or "/tests/" in link for link in links)
        named = {piece.lower() for link in links for piece in re.split(r"[/?=&]", link)}
        assert not named & set(telling)
        versions = [one for link in links for one in re.findall(r"version=([^&]*)", link)]
        assert set(versions) <= set("123456")
