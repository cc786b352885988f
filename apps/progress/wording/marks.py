"""The words of the marks on the picture: phases, goal, injuries, days after a treatment."""

from bisect import bisect_left, bisect_right
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.texts import listed
from apps.progress.points import Goal, Injury, Overview, Phase, Timeline
from apps.progress.wording.scores import full_day, score


def mark_labels(overview: Overview, *, wide: bool, smooth: bool) -> dict[str, str]:
    """The fields `phases` to `smooth` of `ChartLabels`; empty where there is nothing to name."""
    timeline, injuries = overview.timeline, injuries_shown(overview.timeline)
    count = ngettext("%(count)d injury", "%(count)d injuries", len(injuries))
    return {
        "phases": _("Phases"),
        "goal": _("Goal %(score)s") % {"score": score(timeline.goal.score)}
        if timeline.goal
        else "",
        "injuries": _("Injuries") if injuries else "",
        "injury_count": count % {"count": len(injuries)} if wide else str(len(injuries)),
        "after_treatment": _after_treatment(timeline),
        "notes": _notes_label(timeline),
        "smooth": _("Smooth line, for looking only") if smooth else "",
    }


def marks_said(overview: Overview) -> list[str]:
    """A sentence for each mark, for those who don't see the picture."""
    timeline = overview.timeline
    said = [_phase_said(phase) for phase in timeline.phases if _is_shown(phase, timeline)]
    said += [_goal_said(timeline.goal)] if timeline.goal else []
    said += [_injury_said(injury) for injury in injuries_shown(timeline)]
    return said + _windows_said(overview) + notes_said(timeline)


def _notes_label(timeline: Timeline) -> str:
    days = len({note.on for note in timeline.notes})
    if not days:
        return ""
    return ngettext("%(count)d day with a note", "%(count)d days with a note", days) % {
        "count": days
    }


def notes_said(timeline: Timeline) -> list[str]:
    """How often each ready-made note was ticked, the most frequent one first."""
    counted = Counter(note.label for note in timeline.notes).most_common()
    if not counted:
        return []
    notes = listed(
        _("%(note)s %(count)d") % {"note": label, "count": count} for label, count in counted
    )
    return [_("Days with a note: %(notes)s.") % {"notes": notes}]


def _is_shown(phase: Phase, timeline: Timeline) -> bool:
    return phase.start <= timeline.end and (phase.end is None or phase.end >= timeline.start)


def _phase_said(phase: Phase) -> str:
    facts = {"name": phase.name, "first": full_day(phase.start)}
    if phase.end is None:
        return {
            "treatment": _("“%(name)s”, with treatment, since %(first)s."),
            "no treatment": _("“%(name)s”, without treatment, since %(first)s."),
            "illness": _("“%(name)s”, an illness, since %(first)s."),
            "hospital": _("“%(name)s”, a hospital stay, since %(first)s."),
        }[phase.kind] % facts
    return {
        "treatment": _("“%(name)s”, with treatment, from %(first)s to %(last)s."),
        "no treatment": _("“%(name)s”, without treatment, from %(first)s to %(last)s."),
        "illness": _("“%(name)s”, an illness, from %(first)s to %(last)s."),
        "hospital": _("“%(name)s”, a hospital stay, from %(first)s to %(last)s."),
    }[phase.kind] % (facts | {"last": full_day(phase.end)})


def _goal_said(goal: Goal) -> str:
    if goal.by is None:
        return _("The goal is %(score)s.") % {"score": score(goal.score)}
    facts = {"score": score(goal.score), "day": full_day(goal.by)}
    return _("The goal is %(score)s by %(day)s.") % facts


def _is_comparable(overview: Overview) -> bool:
    """Whether there is a goal and a present score to hold against it: none where words were
    chosen, and none long after the last weeks."""
    goal, now = overview.timeline.goal, overview.now
    return goal is not None and now is not None and not now.words and overview.is_recent


def goal_now(overview: Overview) -> str:
    """The present middle score as it stands beside the goal; "" where it can't be said."""
    if not _is_comparable(overview):
        return ""
    return _("Now %(score)s.") % {"score": score(overview.now.median)}


def goal_distance(overview: Overview) -> list[str]:
    """How far the present middle score is from the goal; nothing where it can't be said. It tells
    no pace and no forecast."""
    if not _is_comparable(overview):
        return []
    goal = overview.timeline.goal
    points = overview.now.median - goal.score
    facts = {"points": score(abs(points)), "goal": score(goal.score)}
    if points == 0:
        return [_("It is at the goal of %(goal)s.") % facts]
    if points < 0:
        return [_("It is better than the goal of %(goal)s.") % facts]
    if points == 1:
        return [_("It is 1 point short of the goal of %(goal)s.") % facts]
    return [_("It is %(points)s points short of the goal of %(goal)s.") % facts]


def injuries_shown(timeline: Timeline) -> list[Injury]:
    """Those that the picture shows, the oldest first."""
    return [i for i in sorted(timeline.injuries) if timeline.start <= i.on <= timeline.end]


def _injury_said(injury: Injury) -> str:
    return _("Injury on %(day)s: %(what)s.") % {"day": full_day(injury.on), "what": injury.label}


def injuries_explained(timeline: Timeline) -> list[str]:
    """What the crosses are; no sentence where there is none."""
    return [_("A cross marks an injury.")] if injuries_shown(timeline) else []


def _days_after(timeline: Timeline) -> int:
    """How many days after a treatment are marked; 0 where none of them is shown."""
    shown = (
        (window.end - window.start).days
        for window in timeline.windows
        if window.start <= timeline.end and window.end >= timeline.start
    )
    return max(shown, default=0)


def _after_treatment(timeline: Timeline) -> str:
    days = _days_after(timeline)
    if not days:
        return ""
    text = ngettext("%(count)d day after acupuncture", "%(count)d days after acupuncture", days)
    return text % {"count": days}


def _windows_said(overview: Overview) -> list[str]:
    days = _days_after(overview.timeline)
    if not days:
        return []
    on = overview.points.ordinals.tolist()
    rated, upto = 0, 0
    for start, end, _kind in sorted(overview.timeline.windows):
        # A day in two windows counts once: the search begins where the last one ended.
        first = bisect_left(on, start.toordinal(), upto)
        upto = bisect_right(on, end.toordinal(), first)
        rated += upto - first
    said = ngettext(
        "The day after acupuncture is marked; rated days in it: %(rated)d.",
        "The %(days)d days after acupuncture are marked; rated days in them: %(rated)d.",
        days,
    )
    return [said % {"days": days, "rated": rated}]


def windows_explained(overview: Overview) -> list[str]:
    """What the strip under the days is; no sentence where there is none."""
    if not _days_after(overview.timeline):
        return []
    return [_("The strip at the bottom marks days after acupuncture: a rating may still feel it.")]
