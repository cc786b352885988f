

# The switches and tables of the pages ---------------------------------------------------------


def range_names() -> dict[str, str]:
    """The stretches of time that a page offers, by their code."""
    return {
        "4w": _("4 weeks"),
        "3m": _("3 months"),
        "9m": _("9 months"),
        "all": _("All"),
    }


def axis_names() -> dict[str, str]:
    """The two rows of dates, by the code of the one that comes first."""
    return {"calendar": _("By date"), "stroke": _("By time since stroke")}


def unit_heading(unit: Unit) -> str:
    """The heading of the first column of the table."""
    return {"week": _("Week"), "month": _("Month"), "quarter": _("Three months")}[unit]
