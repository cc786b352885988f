"""Turns a story into unsaved rows of the diary and of therapy, ready to be stored in bulk."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from apps.accounts.models import User
from apps.care.models import Patient, TrackedArea
from apps.demo.follow_ups import answers_after
from apps.demo.model import Answer, DiaryDay, seeded, write_diary
from apps.demo.story import Story
from apps.demo.treatment import (
    OUTSIDE,
    POINTS,
    Block,
    PlannedSession,
    monday_from,
    plan_phases,
    plan_sessions,
)
from apps.diary.models import Entry, EntryChip, key_of
from apps.diary.scale import FIVE
from apps.safety.models import FollowUpAnswer, FollowUpPart, GateAnswer
from apps.therapy.models import (
    AcupunctureDetail,
    AcupunctureNeedle,
    ElectricalDetail,
    Goal,
    Phase,
    Precaution,
    PrecautionCheck,
    SensoryDetail,
    Session,
    SessionArea,
    SessionPlan,
)

BY_HELPER = 0.2
CORRECTED = 0.015
NOTED = 0.07  # days with a ready-made note
LOGGED_AT, LATEST, EARLIEST = 19 * 60, 23 * 60, 7 * 60
DETAILS = {
    "sensory": SensoryDetail,
    "electrical": ElectricalDetail,
    "acupuncture": AcupunctureDetail,
}


@dataclass
class Record:
    """One patient's rows. `people` maps the keys of the demonstration to its people."""

    story: Story
    patient: Patient
    areas: list[TrackedArea]
    people: dict[str, User]
    now: datetime
    rng: Random
    entries: list[Entry] = field(default_factory=list)
    chips: list[EntryChip] = field(default_factory=list)
    gate_answers: list[GateAnswer] = field(default_factory=list)
    scales: dict[UUID, str] = field(default_factory=dict)
    sessions: list[Session] = field(default_factory=list)
    session_areas: list[SessionArea] = field(default_factory=list)
    details: dict[type, list] = field(default_factory=dict)
    needles: list[AcupunctureNeedle] = field(default_factory=list)
    precautions: list[PrecautionCheck] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    plans: list[SessionPlan] = field(default_factory=list)
    follow_ups: list[FollowUpAnswer] = field(default_factory=list)
    follow_up_parts: list[FollowUpPart] = field(default_factory=list)

    @property
    def last(self) -> date:
        """The last day of the diary, on the patient's calendar."""
        today = self.now.astimezone(ZoneInfo(self.story.zone)).date()
        return today - timedelta(days=self.story.ended)

    @property
    def first(self) -> date:
        """The first day of the diary."""
        return self.last - timedelta(days=self.story.days - 1)

    def fill(self) -> None:
        """Make every row of the diary and of therapy."""
        self._log_days()
        self._add_notes()
        self._add_chips()
        self._plan_sessions()
        self._plan_practice()
        self._plan_phases()
        self._set_aims()
        answers = answers_after(self.sessions, self.people[self.story.key], self.now)
        self.follow_ups, self.follow_up_parts = answers

    # --- The diary ------------------------------------------------------------------------
    def _log_days(self) -> None:
        diary = write_diary(
            tuple(area.feeling for area in self.story.areas),
            self.story.habits,
            first=self.first,
            last=self.last,
            rng=self.rng,
            ending=tuple(area.ending for area in self.story.areas),
        )
        for day in diary:
            self._log(day)

    def _log(self, day: DiaryDay) -> None:
        submission = self._new_id()
        minute = min(LATEST, max(EARLIEST, round(self.rng.gauss(LOGGED_AT, 90))))
        recorded_at = self.at(day.on + timedelta(days=day.is_late), minute)
        entered_by = self._who_logs()
        said = {"for_date": day.on, "zone": self.story.zone, "recorded_at": recorded_at}
        said |= {"entered_by_id": entered_by.pk, "submission": submission}
        self.gate_answers.append(
            GateAnswer(id=self._new_id(), patient_id=self.patient.pk, answer="no", **said)
        )
        for serial, (area, answer) in enumerate(zip(self.areas, day.answers, strict=True)):
            entry = Entry(
                id=key_of(submission, area),
                serial=serial,
                patient_id=self.patient.pk,
                area_id=area.pk,
                method=answer.method,
                **self._on_a_scale(area, day.on, answer),
                **said,
            )
            self.entries.append(entry)
            if answer.method == Entry.Method.RATED and self.rng.random() < CORRECTED:
                self._let_it_replace_a_slip(entry)

    def _on_a_scale(self, area: TrackedArea, on: date, answer: Answer) -> dict:
        """Return the scores on the scale of the day; "same" stays on that of what it repeats."""
        in_words = on > self.last - timedelta(days=self.story.words_days)
        if answer.method != Entry.Method.SAME:
            self.scales[area.pk] = Patient.Scale.WORDS if in_words else Patient.Scale.NUMBERS
        scale = self.scales.get(area.pk, Patient.Scale.NUMBERS)
        scores = {"numbness": answer.numbness, "tingling": answer.tingling}
        if scale == Patient.Scale.WORDS:
            scores = {name: nearest_word(score) for name, score in scores.items()}
        return {"scale": scale, **scores}

    def _let_it_replace_a_slip(self, entry: Entry) -> None:
        """Put a row before this one that is one rung off and was corrected at once."""
        submission = self._new_id()
        slip = Entry(
            id=self._new_id(),
            submission=submission,
            patient_id=entry.patient_id,
            area_id=entry.area_id,
            for_date=entry.for_date,
            zone=entry.zone,
            scale=entry.scale,
            numbness=one_rung_off(entry),
            tingling=entry.tingling,
            method=Entry.Method.RATED,
            recorded_at=entry.recorded_at - timedelta(minutes=1),
            entered_by_id=entry.entered_by_id,
            state=Entry.State.REPLACED,
        )
        entry.replaces_id = slip.pk
        self.entries.insert(len(self.entries) - 1, slip)

    def _who_logs(self) -> User:
        if self.story.helper and self.rng.random() < BY_HELPER:
            return self.people[self.story.helper]
        return self.people[self.story.key]

    def _add_notes(self) -> None:
        """Write each note on its day, or on the day with an entry before it."""
        today = self.last + timedelta(days=self.story.ended)
        for days_ago, area, text in self.story.notes:
            newest = today - timedelta(days=days_ago)
            entry = next(
                entry
                for entry in reversed(self.entries)
                if entry.for_date <= newest
                and entry.area_id == self.areas[area].pk
                and entry.state == Entry.State.CURRENT
            )
            entry.note = text

    def _add_chips(self) -> None:
        """Tick a note on some days; its own chance leaves everything else as it was."""
        rng = seeded(f"{self.story.key} chips")
        foot = EntryChip.Code.USED_FOOT
        codes = [code for code in EntryChip.Code if code != foot]
        self.chips = [
            EntryChip(entry_id=entry.pk, patient_id=entry.patient_id, code=rng.choice(codes))
            for entry in self.entries
            if entry.serial == 0 and entry.state == Entry.State.CURRENT and rng.random() < NOTED
        ]

    # --- Therapy --------------------------------------------------------------------------
    def _plan_sessions(self) -> None:
        planned = plan_sessions(
            self.story.blocks,
            first=self.first,
            last=self.last,
            away=self.story.is_away,
            level=self.story.areas[0].feeling.numbness.at,
            rng=self.rng,
        )
        for session in planned:
            self._give(session)

    def _plan_practice(self) -> None:
        """Write practice down at home; its own chance leaves everything else as it was."""
        rng = seeded(f"{self.story.key} practice")
        planned = plan_sessions(
            self.story.practice,
            first=self.first,
            last=self.last,
            away=self.story.is_away,
            level=self.story.areas[0].feeling.numbness.at,
            rng=rng,
        )
        for session in planned:
            by_helper = self.story.helper and rng.random() < BY_HELPER
            who = self.story.helper if by_helper else self.story.key
            facts = {name: session.facts.get(name) for name in ("attempted", "correct")}
            counted = facts if session.block.kind == "sensory" else {}
            block = replace(session.block, by=who)
            self._give(replace(session, block=block, facts=counted, note=""))

    def _plan_phases(self) -> None:
        saved_by = self.people[next(iter(self.story.practitioners))]
        self.phases = [
            Phase(
                patient=self.patient,
                name=phase.name,
                kind=phase.kind,
                starts_on=phase.starts_on,
                ends_on=phase.ends_on,
                saved_by=saved_by,
                saved_at=self.at(phase.starts_on, 9 * 60),
            )
            for phase in plan_phases(self.story.phases, self.first)
        ]

    def _set_aims(self) -> None:
        """Add the goals that the patient has now, and how much is planned."""
        by = self.people[next(iter(self.story.practitioners))]
        today = self.last + timedelta(days=self.story.ended)
        agreed = self.last - timedelta(days=30)
        self.goals = [
            Goal(
                patient=self.patient,
                text=wish.text,
                area=None if wish.area is None else self.areas[wish.area],
                score=wish.score,
                by_on=today + timedelta(days=wish.within),
                added_by=who,
                added_at=self.at(agreed, 10 * 60 + number),
                saved_by=who,
                saved_at=self.at(agreed, 10 * 60 + number),
            )
            for number, wish in enumerate(self.story.goals)
            for who in [self.patient.user if wish.area is None else by]
        ]
        self.plans = [
            SessionPlan(
                patient=self.patient,
                kind_id=plan.kind,
                per_week=plan.per_week,
                starts_on=monday_from(self.first + timedelta(days=plan.on)),
                saved_by=by,
                saved_at=self.at(self.first + timedelta(days=plan.on), 9 * 60),
            )
            for plan in self.story.plans
        ]

    def _give(self, planned: PlannedSession) -> None:
        block, key = planned.block, self._new_id()
        start = block.at.hour * 60 + block.at.minute
        ended_at = self.at(planned.on, start + block.minutes)
        session = Session(
            id=key,
            thread=key,
            patient_id=self.patient.pk,
            kind_id=block.kind,
            held_on=planned.on,
            start_time=block.at,
            zone=self.story.zone,
            minutes=block.minutes,
            setting=block.setting,
            note=planned.note,
            created_at=ended_at,
            **self._givers(block),
        )
        self.sessions.append(session)
        self.session_areas += [
            SessionArea(session=session, area=self.areas[number]) for number in block.areas
        ]
        self._add_details(session, planned.facts)

    def _givers(self, block: Block) -> dict:
        if block.by == OUTSIDE:
            name, phone, _discipline = self.story.outside
            enters = next(iter(self.story.practitioners))
            return {
                "given_by_name": name,
                "given_by_phone": phone,
                "entered_by": self.people[enters],
            }
        return {"given_by": self.people[block.by], "entered_by": self.people[block.by]}

    def _add_details(self, session: Session, facts: dict) -> None:
        if not facts:
            return
        if session.kind_id == "electrical":
            facts = self._with_sides(facts)
            self._check_precautions(session)
        if session.kind_id == "acupuncture":
            self.needles += [
                AcupunctureNeedle(session=session, point=point, side=self._side, depth_mm=depth)
                for point, depth in POINTS
            ]
        kind = DETAILS[session.kind_id]
        self.details.setdefault(kind, []).append(kind(session=session, **facts))

    @property
    def _side(self) -> str:
        return self.areas[0].side

    def _with_sides(self, facts: dict) -> dict:
        """Return the facts with the two thresholds named by the sides of the body."""
        other = {"left": "right", "right": "left"}[self._side]
        facts = dict(facts)
        facts[f"threshold_{self._side}_ma"] = facts.pop("threshold_affected_ma")
        facts[f"threshold_{other}_ma"] = facts.pop("threshold_other_ma")
        return facts

    def _check_precautions(self, session: Session) -> None:
        if not self.precautions:
            check = PrecautionCheck(
                patient=self.patient,
                confirmed_by=session.entered_by,
                confirmed_at=session.created_at,
                **{precaution.value: False for precaution in Precaution},
            )
            self.precautions.append(check)

    # --- Small things ---------------------------------------------------------------------
    def at(self, on: date, minute: int) -> datetime:
        """Return that minute of the patient's day in UTC, and never a time to come."""
        local = datetime.combine(on, time(minute // 60, minute % 60), ZoneInfo(self.story.zone))
        return min(local.astimezone(UTC), self.now)

    @staticmethod
    def _new_id() -> UUID:
        return uuid4()


def nearest_word(score: int | None) -> int | None:
    """Return what a score is kept as when it is said in five words."""
    return None if score is None else min(FIVE, key=lambda kept: abs(kept - score))


def one_rung_off(entry: Entry) -> int:
    """Return the rung above the one that was chosen, or the second one for the first."""
    rungs = FIVE if entry.scale == Patient.Scale.WORDS else tuple(range(11))
    return rungs[max(rungs.index(entry.numbness) - 1, 0)] if entry.numbness else rungs[1]
