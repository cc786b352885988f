"""Years of days as the databases can hand them over fast."""

from django.db.models import Aggregate, Func, IntegerField, Subquery, TextField


class DayNumber(Func):
    """A date as its number, that of `date.toordinal()`."""

    arity = 1
    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        """Count from midnight before the first day: 1721424.5 is the Julian day before it."""
        template = "CAST(julianday(%(expressions)s) - 1721424.5 AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler, connection, **context):
        """Subtract the first day, whose number is 1."""
        template = "(%(expressions)s - DATE '0001-01-01' + 1)"
        return self.as_sql(compiler, connection, template=template, **context)


class Joined(Aggregate):
    """All values of a column as one text, "3,1,2", in any order: one row is read in a fraction of
    the time of thousands."""

    name = "Joined"
    output_field = TextField()

    def as_sqlite(self, compiler, connection, **context):
        """Join with commas, which is what SQLite does unasked."""
        return self.as_sql(compiler, connection, function="group_concat", **context)

    def as_postgresql(self, compiler, connection, **context):
        """Join as texts."""
        template = "string_agg((%(expressions)s)::text, ',')"
        return self.as_sql(compiler, connection, template=template, **context)


class JoinedRows(Subquery):
    """The column `one` of a sliced query as one text, in its order; null of no rows."""

    output_field = TextField()
    template = "(SELECT %(join)s FROM (%(subquery)s) AS listed)"

    def as_sqlite(self, compiler, connection, **context):
        """Join with commas, which is what SQLite does unasked."""
        return self.as_sql(compiler, connection, join="group_concat(one)", **context)

    def as_postgresql(self, compiler, connection, **context):
        """Join as texts."""
        return self.as_sql(compiler, connection, join="string_agg(one::text, ',')", **context)
