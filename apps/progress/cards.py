"""What stands beside the main picture: for each further picture its drawing, words and table.

A `card.Card` is made from one set of numbers, so that picture, sentences and table cannot disagree.
`CARDS` is the one list of them: pages take their words from it, `pictures` the drawing.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.http import Http404
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from apps.assessments.wording import about, named, result_text
from apps.care.models import Patient, TrackedArea
from apps.progress import clinical, gather, series
from apps.progress.card import Card
from apps.progress.charts.doses import doses_size, draw_doses
from apps.progress.charts.parts import draw_parts, parts_size
from apps.progress.charts.practice import draw_practice, practice_size
from apps.progress.charts.results import draw_test, results_size
from apps.progress.charts.sides import draw_sides, sides_size
from apps.progress.charts.two_phases import draw_two_phases, two_phases_size
from apps.progress.pages import Choice, View, area_choices, measure_choices, range_choices
from apps.progress.points import Doses, Overview, Practices, ResultLabels
from apps.progress.shelf import SHELF
from apps.progress.statistics import is_too_short
from apps.progress.wording import Register
from apps.progress.wording import pictures as words
from apps.therapy.pages import plans_said

Lines = dict[TrackedArea, Overview]


def _lines(patient: Patient, view: View) -> Lines:
    """Return the numbers of every part that is asked about or was rated once."""
    areas = view.areas
    shown = gather.overviews_of(patient, areas, view.range, view.today, view.measure)
    both = zip(areas, shown, strict=True)
    return {area: numbers for area, numbers in both if area.slot or numbers.ever_rated}


def parts_card(patient: Patient, view: View, lines: Lines | None = None) -> Card | None:
    """All parts one under another; nothing with fewer than two."""
    if len(view.areas) < 2:
        return None
    lines = lines or _lines(patient, view)
    if len(lines) < 2:
        return None
    others = [numbers for area, numbers in lines.items() if area != view.area]
    said = words.other_lines_of(others, "practitioner")
    return _lines_card("parts", view, tuple(lines.values()), said)


def sides_card(patient: Patient, view: View, lines: Lines | None = None) -> Card | None:
    """Both sides of the chosen part; nothing unless both are tracked."""
    areas = gather.both_sides(view.areas, view.area)
    if not areas:
        return None
    lines = lines or _lines(patient, view)
    shown = tuple(lines[area] for area in areas if area in lines)
    if len(shown) < 2:
        return None
    return _lines_card("sides", view, shown, words.lines_of(shown, "practitioner"))


def _lines_card(subject: str, view: View, shown: tuple[Overview, ...], said: list[str]) -> Card:
    labels, size, drawing = {
        "parts": (words.parts_labels, parts_size, draw_parts),
        "sides": (words.sides_labels, sides_size, draw_sides),
    }[subject]
    return Card(
        subject=subject,
        query=view.query(),
        labels=partial(labels, shown),
        size=lambda texts, width: size(shown, texts, width),
        drawing=partial(drawing, shown, axis=view.axis),
        lines=said,
        tables=[words.lines_table(shown)],
    )


def phases_card(patient: Patient, view: View) -> Card | None:
    """Two phases beside each other: those that the address names, else the last two."""
    phases = series.phases_by_id(patient)
    if view.area is None or len(phases) < 2:
        return None
    return _phases_card(view, phases, chosen_phases(view, phases))


def chosen_phases(view: View, phases: dict[str, gather.Phase]) -> tuple[str, str]:
    """Return the ids of the two phases to compare: the earlier one, the later one.

    Where the address names none, the last two that are long enough to be compared.
    """
    wanted = [key for key in dict.fromkeys(view.phases) if key in phases]
    others = [key for key in reversed(phases) if key not in wanted]
    others.sort(key=lambda key: is_too_short(phases[key], view.today))
    order = list(phases)
    first, second = sorted([*wanted, *others][:2], key=order.index)
    return first, second


def _phases_card(view: View, phases: dict[str, gather.Phase], keys: tuple[str, str]) -> Card:
    pair = (phases[keys[0]], phases[keys[1]])
    compared = gather.comparison_of(view.area, pair, view.today, view.measure)
    area = str(view.area.part.label)
    lines = words.phases_lines(compared, view.measure, view.today)
    if compared.overlap is not None:
        lines.insert(-1, words.tau_sentence(compared.overlap))
    return Card(
        subject="phases",
        query=view.query(earlier=keys[0], later=keys[1]),
        labels=partial(words.phases_labels, compared, area, view.measure, view.today),
        size=two_phases_size,
        drawing=partial(draw_two_phases, compared),
        lines=lines,
        tables=[words.phases_table(compared, view.measure)],
    )


Treatment = tuple[Doses, Practices]


def dose_card(
    patient: Patient,
    view: View,
    register: Register = "practitioner",
    treatment: Treatment | None = None,
) -> Card:
    """Sessions, minutes and tries of each kind."""
    doses, _tries = treatment or gather.treatment_of(patient, view.range, view.today)
    return Card(
        subject="dose",
        query=view.query(),
        labels=partial(words.doses_labels, doses),
        size=lambda texts, width: doses_size(doses, texts, width),
        drawing=partial(draw_doses, doses, axis=view.axis),
        lines=[words.doses_sentence(doses, register), *words.doses_lines(doses)],
        tables=[words.doses_table(doses)] if doses.kinds else [],
    )


def practice_card(patient: Patient, view: View, treatment: Treatment | None = None) -> Card:
    """Tries of sensory training, and how many were right."""
    _doses, practices = treatment or gather.treatment_of(patient, view.range, view.today)
    return Card(
        subject="practice",
        query=view.query(),
        labels=partial(words.practice_labels, practices),
        size=lambda texts, width: practice_size(practices, texts, width),
        drawing=partial(draw_practice, practices, axis=view.axis),
        lines=words.practice_lines(practices),
        tables=[words.practice_table(practices)] if practices.places else [],
    )


def test_card(patient: Patient, view: View) -> Card | None:
    """The results of one clinical test at one place; nothing where the address names none."""
    line = clinical.line_of(patient, view.result, view.part, view.range, view.today)
    if line is None:
        return None

    def labels(width: int) -> ResultLabels:
        texts = words.result_labels(line.test, line.span, width)
        # The end of an open scale is the highest result so far, and nobody's best.
        return replace(texts, best="") if line.is_open else texts

    return Card(
        subject="test",
        query=view.query(),
        labels=labels,
        size=lambda texts, width: results_size(line.span, texts, width),
        drawing=partial(draw_test, line.test, line.span, axis=view.axis),
        lines=[words.result_sentence(line.test, line.span)],
        tables=[words.results_table(line.test)],
    )


CARDS: dict[str, Callable[[Patient, View], Card | None]] = {
    "parts": parts_card,
    "sides": sides_card,
    "phases": phases_card,
    "dose": dose_card,
    "practice": practice_card,
    "test": test_card,
}


# Pages ------------------------------------------------------------------------------------------


def beside_timeline(patient: Patient, view: View, theme: str) -> dict[str, SafeString]:
    """Return the cards under the timeline of the therapist's page, as ready HTML.

    Years of several parts are much to count for a page that is opened often: the HTML is kept
    like a picture, until the record, the day, the language or what an admin has set changes.
    `theme` is the reader's own choice for the pictures, or "".
    """
    view = view.without_phases
    facts = (patient.pk, patient.data_version, series.longest_window(), view.query(), view.today)
    facts += (get_language(), theme)
    name = hashlib.sha256("|".join(map(str, facts)).encode()).hexdigest()
    html = SHELF.get_or_make(name, lambda: _render_beside(patient, view, theme).encode())
    # Made by our own template, which escapes what people wrote.
    return {"further": SafeString(html.decode())}


def _render_beside(patient: Patient, view: View, theme: str) -> str:
    lines = _lines(patient, view) if len(view.areas) > 1 else {}
    context = {
        "patient": patient,
        "parts": parts_card(patient, view, lines),
        "sides": sides_card(patient, view, lines),
        "no_clean_control": words.no_clean_control(),
        "own_look": {"theme": theme},
    }
    return render_to_string("progress/_beside_timeline.html", context)


def compare_page(patient: Patient, view: View) -> dict:
    """Return everything on the page that compares two phases."""
    phases = series.phases_by_id(patient)
    card = phases_card(patient, view)
    context = {"patient": patient, "view": view, "phases": phases, "card": card}
    if card is None:
        return context
    keys = chosen_phases(view, phases)
    return context | {
        "areas": area_choices(view),
        "measures": measure_choices(view),
        "earlier": _phase_choices(view, phases, keys, 0),
        "later": _phase_choices(view, phases, keys, 1),
    }


def _phase_choices(
    view: View, phases: dict[str, gather.Phase], keys: tuple[str, str], place: int
) -> list[Choice]:
    """Return one link for each phase that can stand in this place."""
    order = list(phases)
    other = order.index(keys[1 - place])
    possible = order[:other] if place == 0 else order[other + 1 :]
    pairs = {key: (key, keys[1]) if place == 0 else (keys[0], key) for key in possible}
    return [
        Choice(
            words.phase_name(phases[key]),
            view.query(earlier=pair[0], later=pair[1]),
            key == keys[place],
        )
        for key, pair in pairs.items()
    ]


def treatment_page(patient: Patient, view: View, register: Register) -> dict:
    """Return everything on the page about what was done."""
    treatment = gather.treatment_of(patient, view.range, view.today)
    return {
        "patient": patient,
        "view": view,
        "ranges": range_choices(view),
        "dose": dose_card(patient, view, register, treatment),
        "practice": practice_card(patient, view, treatment),
        "tasks_differ": words.tasks_differ(),
        "plans": plans_said(patient, view.today),
    }


def test_page(patient: Patient, view: View) -> dict:
    """Return everything on the page of one clinical test. Raises Http404 for a test without a
    result that stands."""
    results = clinical.results_like(patient, view.result)
    if not results:
        raise Http404
    parts = clinical.parts_of(results)
    shown = view if view.part in dict(parts) else replace(view, part=parts[0][0])
    newest = results[-1]
    return {
        "patient": patient,
        "view": shown,
        "card": test_card(patient, shown),
        "name": named(newest.instrument, newest.version, newest.place),
        "about": about(newest.instrument),
        "ranges": range_choices(shown),
        "parts": [Choice(name, shown.query(part=code), code == shown.part) for code, name in parts],
        "results": [(one, result_text(one)) for one in reversed(results)],
    }
