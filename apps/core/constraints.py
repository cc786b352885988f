"""Check constraints that say the same on SQLite and on PostgreSQL."""

from django.db.models import BooleanField, CheckConstraint, F, Func, Q


class IsWholeNumber(Func):
    """True for a whole number or null.

    SQLite keeps 3.7 in an integer column although a range check passes; `typeof` tells. On
    PostgreSQL the column's own type has refused it already.
    """

    output_field = BooleanField()

    def as_sql(self, compiler, connection, **extra):
        """PostgreSQL: the column cannot hold anything else."""
        return super().as_sql(
            compiler, connection, template="(%(expressions)s IS NULL OR TRUE)", **extra
        )

    def as_sqlite(self, compiler, connection, **extra):
        """SQLite: ask for the type of the stored value."""
        return super().as_sql(
            compiler,
            connection,
            template="(typeof(%(expressions)s) IN ('integer', 'null'))",
            **extra,
        )


def whole_number_between(field: str, low: int, high: int, *, name: str) -> CheckConstraint:
    """Return the constraint: `field` is null or a whole number from `low` to `high`."""
    in_range = Q(**{f"{field}__range": (low, high)}) | Q(**{f"{field}__isnull": True})
    return CheckConstraint(condition=in_range & Q(IsWholeNumber(F(field))), name=name)
