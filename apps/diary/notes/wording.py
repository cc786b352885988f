"""What is said about notes."""

from django.utils.translation import gettext as _

from apps.diary.models import Note


def saved_since(present: Note) -> str:
    """Say that another version stands now, and how to store one's own all the same."""
    if present.withdrawn_at:
        return _(
            "This note was taken back since you opened it. Your words are below. "
            "Save again to put it back."
        )
    return _(
        "This note was saved since you opened it. Your words are below. Save again to keep yours."
    )


def switch(shown: str) -> list[dict]:
    """Return the links that choose whose notes are listed; `shown` is the present choice."""
    names = {"patient": _("From the patient"), "team": _("From the team")}
    return [
        {"label": label, "query": f"show={code}", "current": code == shown}
        for code, label in names.items()
    ]
