"""Every page of the product, in every state that looks different, for the sweep.

`{names}` in addresses are filled by what `states.make_states` returns.
"""

from collections.abc import Iterator
from dataclasses import dataclass

# The records that are visited most.
ROSA, SAM, DAN = "/patients/{rosa}", "/patients/{sam}", "/patients/{dan}"
NORA, FAY = "/patients/{nora}", "/patients/{fay}"
TESS, AMARA, ANA = "tess@example.org", "amara@demo.example", "ana@demo.example"
ROSA_HERSELF, MATEO = "rosa@demo.example", "mateo@demo.example"


@dataclass(frozen=True)
class Sight:
    """A page as one person sees it.

    `write` fills boxes, or chooses a row by its name, and `press` names the button pressed after
    that; then the page that answers is looked at. `press` with an empty `write` shows what a form
    says to nothing.
    """

    route: str
    who: str
    address: str
    status: int = 200
    write: tuple[tuple[str, str], ...] = ()
    press: str = ""
    state: str = ""

    @property
    def name(self) -> str:
        """The name of the test."""
        return f"{self.route}-{self.state or self.who.split('@')[0] or 'visitor'}"

    @property
    def is_template(self) -> bool:
        """Whether no visit can provoke the page: it is shown from its template."""
        return self.address.startswith("/error-")


def sights() -> Iterator[Sight]:
    """Yield every page."""
    yield from _open_pages()
    yield from _patient_pages()
    yield from _therapist_pages()
    yield from _alert_pages()
    yield from _session_pages()
    yield from _practice_pages()
    yield from _phase_pages()
    yield from _test_pages()
    yield from _goal_pages()
    yield from _plan_pages()
    yield from _note_pages()
    yield from _admin_pages()
    yield from _error_pages()


def _open_pages() -> Iterator[Sight]:
    yield Sight("account_login", "", "/sign-in/")
    yield Sight("account_login", "", "/sign-in/", press="Sign in", state="empty")
    wrong = (("Email", "nobody@example.org"), ("Password", "not my password"))
    yield Sight("account_login", "", "/sign-in/", write=wrong, press="Sign in", state="wrong")
    yield Sight("account_inactive", "", "/account-off/")
    yield Sight("account_reset_password", "", "/password/forgotten/")
    yield Sight(
        "account_reset_password", "", "/password/forgotten/", press="Send me a link", state="empty"
    )
    yield Sight("account_reset_password_done", "", "/password/forgotten/sent/")
    key = "account_reset_password_from_key"
    yield Sight(key, "", "/password/new/{new-password}/")
    yield Sight(key, "", "/password/new/{new-password}/", press="Save", state="empty")
    yield Sight(key, "", "/password/new/a-set-password/", state="old-link")
    yield Sight("account_reset_password_from_key_done", "", "/password/new/done/")
    accept = "accounts:accept-invitation"
    yield Sight(accept, "", "/invitation/{invitation}/")
    yield Sight(accept, "", "/invitation/{invitation}/", press="Save and start", state="empty")
    yield Sight(accept, "", "/invitation/used/", status=404, state="used")
    stop = "diary:stop-reminder"
    yield Sight(stop, "", "/notes/{stop-token}/stop/")
    yield Sight(stop, "", "/notes/{stopped-token}/stop/", state="stopped")
    yield Sight(stop, "", "/notes/unknown/stop/", status=404, state="unknown")
    for who in ("", ROSA_HERSELF, AMARA):
        yield Sight("core:help", who, "/help/")
    yield Sight("core:help-in", "", "/help/en-gb/")
    yield Sight("core:offline", "", "/offline/en-gb/")
    yield Sight("progress:methods", "", "/how-we-count/")


def _patient_pages() -> Iterator[Sight]:
    sam, dan, fay, nora = (f"{name}@example.org" for name in ("sam", "dan", "fay", "nora"))
    for name in ("fay", "sam", "fred", "bea", "dan"):
        yield Sight("diary:today", f"{name}@example.org", f"/patients/{{{name}}}/today/")
    yield Sight("diary:today", MATEO, f"{ROSA}/today/")
    rate = f"{SAM}/days/{{day}}/parts/{{sam-area}}/"
    yield Sight("diary:choose-part", sam, f"{SAM}/days/{{day}}/parts/")
    yield Sight("diary:choose-part", ROSA_HERSELF, f"{ROSA}/days/{{rosa-yesterday}}/parts/")
    yield Sight("diary:rate", sam, rate)
    yield Sight("diary:rate", sam, rate, press="Save, nothing new", state="empty")
    yield Sight("diary:rate", fay, f"{FAY}/days/{{day}}/parts/{{fay-area}}/?all")
    yield Sight("diary:rate", dan, f"{DAN}/days/{{day}}/parts/{{dan-area}}/?entry={{entry}}")
    yield Sight("diary:saved", dan, f"{DAN}/saved/{{saved}}/")
    saved = f"{ROSA}/saved/{{rosa-saved}}/"
    yield Sight("diary:saved", ROSA_HERSELF, saved)
    yield Sight("diary:saved", ROSA_HERSELF, saved, press="Save note", state="empty")
    yield Sight("diary:days", ROSA_HERSELF, f"{ROSA}/days/")
    yield Sight("diary:day", dan, f"{DAN}/days/{{day}}/")
    yield Sight("diary:day", fay, f"{FAY}/days/{{day}}/")
    yield Sight("diary:entry", dan, f"{DAN}/entries/{{entry}}/")
    yield Sight("diary:entry", dan, f"{DAN}/entries/{{corrected}}/", state="history")
    yield Sight("progress:progress", ROSA_HERSELF, f"{ROSA}/progress/")
    yield Sight(
        "progress:progress", "ingrid@demo.example", "/patients/{ingrid}/progress/?range=all"
    )
    yield Sight("progress:progress", fay, f"{FAY}/progress/")
    yield Sight("progress:progress", sam, f"{SAM}/progress/")
    yield Sight("progress:progress", nora, f"{NORA}/progress/")
    yield Sight("progress:progress", MATEO, f"{ROSA}/progress/")
    yield Sight("progress:numbers", ROSA_HERSELF, f"{ROSA}/numbers/")
    yield Sight("progress:numbers", fay, f"{FAY}/numbers/")
    yield Sight("progress:report", ROSA_HERSELF, f"{ROSA}/report/")
    yield Sight("progress:report", nora, f"{NORA}/report/")
    yield Sight("progress:treatment", ROSA_HERSELF, f"{ROSA}/treatment/")
    yield Sight("progress:treatment", fay, f"{FAY}/treatment/")
    yield Sight("progress:treatment", MATEO, f"{ROSA}/treatment/")
    yield Sight("therapy:sessions", ROSA_HERSELF, f"{ROSA}/sessions/")
    yield Sight("therapy:sessions", fay, f"{FAY}/sessions/")
    yield from _follow_up_pages()
    yield Sight("care:areas", nora, f"{NORA}/areas/")
    yield Sight("care:areas", nora, f"{NORA}/areas/", press="Save", state="empty")
    yield Sight("care:areas", ROSA_HERSELF, f"{ROSA}/areas/")
    yield Sight("care:scale", ROSA_HERSELF, f"{ROSA}/scale/")
    yield Sight("care:scale", AMARA, f"{ROSA}/scale/")
    yield Sight("care:details", ROSA_HERSELF, "/my/details/")
    yield Sight("care:details", nora, "/my/details/")
    for route, address in (
        ("accounts:look", "/settings/look/"),
        ("accounts:language", "/settings/language/"),
        ("accounts:reach", "/settings/side/"),
        ("diary:entered", "/my/helpers/{rosa-consent}/entries/"),
        ("care:zone", "/my/details/time-zone/"),
        ("care:my-team", "/my/team/"),
        ("care:looks", "/my/looks/"),
        ("care:helpers", "/my/helpers/"),
    ):
        yield Sight(route, ROSA_HERSELF, address)
    for route, address in (("care:looks", "/my/looks/"), ("care:helpers", "/my/helpers/")):
        yield Sight(route, nora, address)
    yield Sight("care:allow-helper", ROSA_HERSELF, "/my/helpers/allow/")
    yield Sight(
        "care:allow-helper", ROSA_HERSELF, "/my/helpers/allow/", press="Allow", state="empty"
    )
    for who in (MATEO, AMARA, ANA):
        yield Sight("accounts:settings", who, "/settings/")
    yield Sight("accounts:look", AMARA, "/settings/look/")
    reminder, pause = "/my/details/reminder/", "/my/details/reminder/pause/"
    yield Sight("diary:reminder", ROSA_HERSELF, reminder)
    yield Sight("diary:reminder", dan, reminder, state="on")
    yield Sight("diary:reminder", sam, reminder, state="paused")
    yield Sight("diary:pause-reminder", dan, pause)
    yield Sight("diary:pause-reminder", dan, pause, press="Pause", state="empty")
    yield Sight("care:helped-patients", MATEO, "/helping/")
    yield Sight("care:helped-patients", "hal@example.org", "/helping/")
    yield Sight("account_logout", ROSA_HERSELF, "/sign-out/")
    yield Sight("safety:check", ROSA_HERSELF, "{rosa-gate}")
    yield Sight("safety:check", MATEO, "{rosa-rise}")
    yield Sight("safety:check", fay, "{fay-limb}")
    for who in (ROSA_HERSELF, AMARA):
        yield Sight("safety:add-injury", who, f"{ROSA}/injuries/add/")
    yield Sight("safety:injuries", fay, f"{FAY}/injuries/")
    yield Sight("safety:injuries", ROSA_HERSELF, f"{ROSA}/injuries/", state="none")
    add = f"{FAY}/injuries/add/"
    yield Sight("safety:add-injury", fay, add, press="Save", state="empty")
    yield Sight("safety:injury", fay, f"{FAY}/injuries/{{injury}}/")
    yield Sight("safety:injury", fay, f"{FAY}/injuries/{{gone-injury}}/", state="taken-back")
    yield Sight("safety:weekly", fay, f"{FAY}/signs/weekly/")
    for tier in ("emergency", "contact", "none"):
        yield Sight("safety:checked", fay, f"{FAY}/signs/{{check-{tier}}}/", state=tier)
    yield Sight("safety:tell-more", fay, f"{FAY}/signs/{{check-emergency}}/more/")


def _follow_up_pages() -> Iterator[Sight]:
    ada, pat = "ada@example.org", "/patients/{ada}"
    ask, saved = "safety:follow-up", "safety:follow-up-saved"
    yield Sight("diary:today", ada, f"{pat}/today/", state="after-treatments")
    for name in ("needles-due", "week-due", "skin-due"):
        yield Sight(ask, ada, f"{pat}/sessions/{{{name}}}/", state=name)
    due = f"{pat}/sessions/{{needles-due}}/"
    yield Sight(ask, ada, due, press="Save, nothing new", state="empty")
    for name in ("trouble", "less", "gone", "waiting", "moved"):
        yield Sight(saved, ada, f"{pat}/sessions/{{after-{name}}}/saved/", state=name)
    yield Sight("therapy:sessions", TESS, f"{pat}/sessions/", state="after-treatments")
    yield Sight("caseload:patient", TESS, f"{pat}/", state="after-treatments")
    trouble = f"{pat}/sessions/{{trouble-session}}/"
    yield Sight("therapy:session", TESS, trouble, state="after-treatment")


def _therapist_pages() -> Iterator[Sight]:
    yield Sight("caseload:caseload", AMARA, "/patients/")
    yield Sight("caseload:caseload", "theo@example.org", "/patients/")
    yield Sight("caseload:caseload", AMARA, "/patients/?q=Rossa", state="not-found")
    yield Sight("caseload:caseload", AMARA, "/patients/?region=foot", state="part")
    yield Sight("caseload:caseload", TESS, "/patients/", state="many")
    yield Sight("caseload:patient", AMARA, f"{ROSA}/")
    for name in ("nora", "fay", "dan"):
        yield Sight("caseload:patient", TESS, f"/patients/{{{name}}}/", state=name)
    yield Sight("progress:numbers", AMARA, f"{ROSA}/numbers/")
    yield Sight("progress:report", AMARA, f"{ROSA}/report/")
    yield Sight("progress:compare", AMARA, f"{ROSA}/compare/")
    yield Sight("progress:compare", TESS, f"{NORA}/compare/", state="no-phases")
    yield Sight("progress:treatment", AMARA, f"{ROSA}/treatment/")
    yield Sight("care:areas", TESS, f"{NORA}/areas/")
    yield Sight("care:intake", AMARA, f"{ROSA}/intake/")
    yield Sight("care:intake", TESS, f"{NORA}/intake/")
    for route, part in (
        ("care:stroke-add", "strokes/add"),
        ("care:baseline", "usual"),
    ):
        yield Sight(route, TESS, f"{NORA}/intake/{part}/")
        yield Sight(route, TESS, f"{NORA}/intake/{part}/", press="Save", state="empty")
    yield Sight("care:stroke-correct", AMARA, f"{ROSA}/intake/strokes/{{rosa-stroke}}/")
    yield Sight("care:background", AMARA, f"{ROSA}/intake/background/")
    wrong = (("Year", "1799"), ("Month", "13"))
    background = f"{NORA}/intake/background/"
    yield Sight("care:background", TESS, background, write=wrong, press="Save", state="wrong")
    yield from _team_pages()
    yield Sight("account_logout", AMARA, "/sign-out/")


def _team_pages() -> Iterator[Sight]:
    yield Sight("care:team", AMARA, f"{ROSA}/team/")
    yield Sight("care:looks-at-record", AMARA, f"{ROSA}/looks/")
    hand_over, leave = f"{DAN}/team/hand-over/", f"{DAN}/team/leave/"
    yield Sight("care:hand-over", TESS, hand_over)
    yield Sight("care:hand-over", TESS, hand_over, press="Continue", state="empty")
    chosen = (("Theo Nobody, 0 patients", "chosen"),)
    yield Sight("care:hand-over", TESS, hand_over, write=chosen, press="Continue", state="check")
    yield Sight("care:leave-team", TESS, leave, state="last")
    yield Sight("care:leave-team", AMARA, f"{ROSA}/team/leave/")
    yield Sight("care:team", TESS, f"{SAM}/team/", state="covered")
    yield Sight("care:my-team", "sam@example.org", "/my/team/", state="covered")
    yield Sight("care:covers", TESS, "/covers/")
    yield Sight("care:covers", TESS, "/covers/", press="Save", state="empty")
    yield Sight("care:covers", AMARA, "/covers/", state="nobody")
    yield Sight("care:covers", ANA, "/covers/")


def _alert_pages() -> Iterator[Sight]:
    alert, closed = f"{DAN}/alerts/{{alert}}/", f"{DAN}/alerts/{{closed-alert}}/"
    yield Sight("safety:alerts", TESS, "/alerts/")
    yield Sight("safety:alerts", "theo@example.org", "/alerts/", state="nothing")
    yield Sight("safety:patient-alerts", TESS, f"{DAN}/alerts/")
    yield Sight("safety:patient-alerts", TESS, f"{NORA}/alerts/", state="nothing")
    yield Sight("safety:alert", TESS, alert)
    yield Sight("safety:alert", TESS, closed, state="closed")
    yield Sight("safety:close-alert", TESS, f"{alert}1/close/")
    yield Sight(
        "safety:close-alert", TESS, f"{alert}1/close/", press="Close the alert", state="empty"
    )
    yield Sight("safety:close-alert", TESS, f"{closed}2/close/", state="closed")
    yield Sight("safety:digest", TESS, "/settings/daily-mail/")


def _session_pages() -> Iterator[Sight]:
    record = "therapy:record-session"
    kinds = ("sensory", "electrical", "acupuncture", "physio", "occupational", "other")
    for kind in kinds:
        address = f"{SAM}/sessions/add/?type={kind}"
        yield Sight(record, TESS, address, state=kind)
        yield Sight(record, TESS, address, press="Save session", state=f"{kind}-empty")
    yield Sight(record, TESS, f"{NORA}/sessions/add/?type=electrical", state="no-parts")
    same = "/sessions/add/?type=electrical&same=1&precautions=1"
    yield Sight(record, TESS, SAM + same, state="same")
    wrong = (("Points", "li-4, LI21"), ("Needles put in", "2"), ("Needles taken out", "3"))
    address = f"{SAM}/sessions/add/?type=acupuncture"
    yield Sight(record, TESS, address, write=wrong, press="Save session", state="no-point")
    wrong = (("Minutes", "60"), ("Tries", "5"), ("Correct answers", "6"))
    address = f"{SAM}/sessions/add/?type=sensory"
    yield Sight(record, TESS, address, write=wrong, press="Save session", state="too-many")
    correct = f"{DAN}/sessions/{{session}}/correct/"
    yield Sight("therapy:correct-session", TESS, correct)
    long = (("Minutes", "400"),)
    yield Sight(
        "therapy:correct-session", TESS, correct, write=long, press="Save session", state="right?"
    )
    yield Sight("therapy:session", TESS, f"{DAN}/sessions/{{session}}/", state="corrected")
    yield Sight("therapy:session", TESS, f"{DAN}/sessions/{{gone-session}}/", state="taken-back")
    yield Sight("therapy:session", AMARA, f"{ROSA}/sessions/{{rosa-session}}/")
    yield Sight("therapy:sessions", AMARA, f"{ROSA}/sessions/")
    yield Sight("therapy:sessions", TESS, f"{NORA}/sessions/")


def _practice_pages() -> Iterator[Sight]:
    dan, practice = "dan@example.org", f"{DAN}/practice/"
    yield Sight("therapy:practice", dan, practice)
    yield Sight("therapy:practice", MATEO, f"{ROSA}/practice/")
    yield Sight("therapy:log-practice", dan, f"{practice}add/?type=sensory", state="as-last-time")
    for kind in ("physio", "other"):
        add = f"{practice}add/?type={kind}"
        yield Sight("therapy:log-practice", dan, add, press="Save", state=f"{kind}-empty")
    yield Sight("therapy:log-practice", MATEO, f"{ROSA}/practice/add/?type=physio")
    yield Sight("therapy:practised", dan, f"{practice}{{practised}}/")
    yield Sight("therapy:practised", dan, f"{practice}{{gone-practice}}/", state="taken-back")
    yield Sight("therapy:practised", dan, f"{practice}{{passed-practice}}/", state="passed-on")
    yield Sight("therapy:change-practice", dan, f"{practice}{{practised}}/change/")
    yield Sight("therapy:sessions", TESS, f"{DAN}/sessions/?kind=sensory", state="practised")


def _phase_pages() -> Iterator[Sight]:
    yield Sight("therapy:phases", AMARA, f"{ROSA}/phases/")
    yield Sight("therapy:phases", TESS, f"{NORA}/phases/", state="none")
    yield Sight("therapy:phases", TESS, f"{DAN}/phases/", state="removed")
    add, days = "therapy:add-phase", f"{DAN}/phases/add/"
    yield Sight(add, TESS, days)
    yield Sight(add, TESS, days, press="Save", state="empty")
    wrong = (("Name", "Clinic block 2"), ("Day", "31"), ("Month", "2"), ("Year", "2026"))
    yield Sight(add, TESS, days, write=wrong, press="Save", state="wrong")
    phase = f"{DAN}/phases/{{phase}}/"
    yield Sight("therapy:change-phase", TESS, phase)
    yield Sight("therapy:change-phase", TESS, f"{DAN}/phases/{{gone-phase}}/", state="removed")
    yield Sight("therapy:remove-phase", TESS, f"{phase}remove/")


def _test_pages() -> Iterator[Sight]:
    tests = f"{ROSA}/tests/"
    yield Sight("assessments:results", AMARA, tests)
    yield Sight("assessments:results", TESS, f"{NORA}/tests/", state="none")
    yield Sight("assessments:choose-test", AMARA, f"{tests}choose/")
    record = "assessments:record-result"
    for code in ("FMA_S", "SWM", "2PD", "MAS", "RNSA", "PHQ4"):
        address = f"{SAM}/tests/add/?test={{test-{code}}}"
        yield Sight(record, TESS, address, state=code)
        yield Sight(record, TESS, address, press="Save result", state=f"{code}-empty")
    wrong = (("Light touch", "2.5"), ("Position sense", "9"), ("Total", "11"))
    address = f"{SAM}/tests/add/?test={{test-FMA_S}}"
    yield Sight(record, TESS, address, write=wrong, press="Save result", state="wrong")
    yield Sight("assessments:result", AMARA, f"{tests}{{rosa-result}}/")
    yield Sight("assessments:result", TESS, f"{DAN}/tests/{{result}}/", state="corrected")
    yield Sight("assessments:result", TESS, f"{DAN}/tests/{{gone-result}}/", state="taken-back")
    yield Sight("assessments:correct-result", TESS, f"{DAN}/tests/{{result}}/correct/")
    yield Sight("progress:test", AMARA, f"{tests}{{rosa-result}}/over-time/")
    yield Sight("progress:test", TESS, f"{DAN}/tests/{{result}}/over-time/", state="one-result")
    yield Sight("assessments:instruments", ANA, "/clinical-tests/")
    add = "assessments:add-instrument"
    yield Sight(add, ANA, "/clinical-tests/add/")
    yield Sight(add, ANA, "/clinical-tests/add/", press="Save", state="empty")
    yield Sight("assessments:change-instrument", ANA, "/clinical-tests/{test-FMA_S}/")


def _goal_pages() -> Iterator[Sight]:
    yield Sight("therapy:goals", AMARA, f"{ROSA}/goals/")
    yield Sight("therapy:goals", "dan@example.org", f"{DAN}/goals/", state="own")
    yield Sight("therapy:goals", TESS, f"{NORA}/goals/", state="none")
    yield Sight("therapy:goals", TESS, f"{DAN}/goals/", state="dropped")
    add, goals = "therapy:add-goal", f"{DAN}/goals/add/"
    yield Sight(add, TESS, goals)
    yield Sight(add, "dan@example.org", goals, state="own")
    wrong = (("Day", "31"), ("Month", "2"))
    yield Sight(add, TESS, goals, write=wrong, press="Save", state="wrong")
    yield Sight("therapy:change-goal", TESS, f"{DAN}/goals/{{goal}}/")
    yield Sight("therapy:change-goal", TESS, f"{DAN}/goals/{{gone-goal}}/", state="dropped")
    yield Sight("therapy:drop-goal", TESS, f"{DAN}/goals/{{goal}}/drop/")
    own = f"{DAN}/goals/{{own-goal}}/"
    yield Sight("therapy:change-goal", "dan@example.org", own, state="own")
    yield Sight("therapy:drop-goal", "dan@example.org", f"{own}drop/", state="own")


def _plan_pages() -> Iterator[Sight]:
    yield Sight("therapy:plans", AMARA, f"{ROSA}/plans/")
    yield Sight("therapy:plans", "dan@example.org", f"{DAN}/plans/", state="own")
    yield Sight("therapy:plans", TESS, f"{NORA}/plans/", state="none")
    yield Sight("therapy:plans", TESS, f"{DAN}/plans/", state="removed")
    yield Sight("therapy:add-plan", TESS, f"{DAN}/plans/add/")
    yield Sight("therapy:add-plan", TESS, f"{DAN}/plans/add/", press="Save", state="empty")
    yield Sight("therapy:change-plan", TESS, f"{DAN}/plans/{{plan}}/")
    yield Sight("therapy:change-plan", TESS, f"{DAN}/plans/{{gone-plan}}/", state="removed")


def _note_pages() -> Iterator[Sight]:
    yield Sight("diary:notes", AMARA, f"{ROSA}/notes/")
    yield Sight("diary:notes", AMARA, f"{ROSA}/notes/?show=team", state="team")
    yield Sight("diary:notes", TESS, f"{NORA}/notes/", state="none")
    add = f"{ROSA}/notes/add/"
    yield Sight("diary:write-note", AMARA, add)
    yield Sight("diary:write-note", AMARA, add, press="Save", state="empty")
    yield Sight("diary:change-note", TESS, f"{DAN}/notes/{{note}}/")
    yield Sight("diary:change-note", TESS, f"{DAN}/notes/{{gone-note}}/", state="taken-back")
    yield Sight("diary:answer-note", TESS, f"{DAN}/notes/{{reply}}/answer/")
    answer = f"{DAN}/entries/{{noted}}/answer/"
    yield Sight("diary:answer-entry", TESS, answer)
    yield Sight("diary:answer-entry", TESS, answer, press="Save", state="empty")
    yield Sight("caseload:patient", TESS, f"{DAN}/", state="notes")
    dan, mine = "dan@example.org", "/my/notes/"
    yield Sight("diary:my-notes", ROSA_HERSELF, mine)
    yield Sight("diary:my-notes", dan, mine)
    yield Sight("diary:my-notes", "sam@example.org", mine, state="none")
    yield Sight("diary:my-answer", dan, f"{mine}{{note}}/answer/")
    yield Sight("diary:my-answer", dan, f"{mine}{{note}}/answer/", press="Send", state="empty")
    yield Sight("diary:entry", dan, f"{DAN}/entries/{{noted}}/", state="answered")


def _admin_pages() -> Iterator[Sight]:
    yield Sight("accounts:people", ANA, "/people/")
    yield Sight("accounts:people", ANA, "/people/?state=off&role=admin", state="nobody")
    for route, address in (
        ("accounts:invite", "/people/invite/"),
        ("care:register-patient", "/people/invite-patient/"),
    ):
        yield Sight(route, ANA, address)
        yield Sight(route, ANA, address, press="Send invitation", state="empty")
    yield Sight("accounts:turn-off", ANA, "/people/{tess}/turn-off/")
    yield Sight("accounts:turn-off", ANA, "/people/{ana}/turn-off/", state="last-admin")
    yield Sight("care:teams", ANA, "/care-teams/")
    yield Sight("safety:digest", ANA, "/settings/daily-mail/")
    yield Sight("care:assign", ANA, "/care-teams/{sam}/assign/")
    yield Sight("care:assign", ANA, "/care-teams/{sam}/assign/", press="Save", state="empty")
    yield Sight("therapy:kinds", ANA, "/session-kinds/")
    yield Sight("therapy:add-kind", ANA, "/session-kinds/add/")
    yield Sight("therapy:add-kind", ANA, "/session-kinds/add/", press="Save", state="empty")
    yield Sight("therapy:change-kind", ANA, "/session-kinds/sensory/")
    wrong = (("Emergency number", "call us"), ("Phone of the clinic", "12"))
    yield Sight("safety:settings", ANA, "/safety/settings/")
    yield Sight("safety:settings", ANA, "/safety/settings/", write=wrong, press="Save", state="bad")
    yield Sight("safety:counts", ANA, "/safety/counts/?days=1096")
    yield Sight("caseload:rules", ANA, "/caseload/rules/")
    wrong = (("Points that count as worse", "0"),)
    yield Sight("caseload:rules", ANA, "/caseload/rules/", write=wrong, press="Save", state="bad")


def _error_pages() -> Iterator[Sight]:
    yield Sight("handler404", "", "/nothing/here/", status=404)
    yield Sight("handler404", "sam@example.org", f"{ROSA}/today/", status=404, state="not-mine")
    yield Sight("handler403", ANA, f"{ROSA}/", status=403)
    yield Sight("handler400", "", "/sign-in/?next=%00", status=400)
    for code in (429, 500):
        yield Sight(f"handler{code}", "", f"/error-{code}/", status=code)
    yield Sight("form_expired", "", "/error-form_expired/", status=403)


# Routes that are no page: they answer a sent form, lead on, or give a picture or a sheet.
ONLY_SENT = frozenset(
    {
        "accounts:invite-again",
        "accounts:turn-on",
        "care:end-consent",
        "care:end-outside",
        "care:end-place",
        "safety:withdraw-injury",
        "safety:restore-injury",
        "care:end-cover",
        "caseload:mark-seen",
        "caseload:undo-seen",
        "safety:mark-seen",
        "safety:unmark-seen",
        "safety:reopen-alert",
        "safety:undo-follow-up",
        "assessments:withdraw-result",
        "assessments:restore-result",
        "assessments:undo-result",
        "assessments:stop-instrument",
        "assessments:offer-instrument",
        "therapy:withdraw-session",
        "therapy:restore-session",
        "therapy:undo-session",
        "therapy:take-back-practice",
        "therapy:put-back-practice",
        "therapy:undo-practice",
        "therapy:restore-phase",
        "therapy:undo-phase",
        "therapy:reach-goal",
        "therapy:reopen-goal",
        "therapy:undo-goal",
        "therapy:remove-plan",
        "therapy:restore-plan",
        "therapy:undo-plan",
        "therapy:stop-kind",
        "therapy:offer-kind",
        "diary:read-entry",
        "diary:read-note",
        "diary:withdraw-note",
        "diary:restore-note",
        "diary:undo-note",
        "diary:my-read-note",
        "diary:my-withdrawn-note",
        "diary:my-restored-note",
        "diary:my-undone-note",
        "diary:say-same",
        "diary:say-new",
        "diary:say-nothing-new",
        "diary:add-note",
        "diary:undo",
        "diary:resume-reminder",
        "demo:sign-in",
    }
)
LEADS_ON = frozenset({"core:home", "care:my-first-page"})
FILES = frozenset(
    {
        "core:outbox",
        "core:service-worker",
        "core:manifest",
        "progress:chart",
        "progress:picture",
        "progress:report-pdf",
        "assessments:export-results",
    }
)
