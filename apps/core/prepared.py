"""Queries whose words are put together once.

Django puts the words of a query together anew each time, which takes it half a millisecond, and
two for a large one: longer than a database needs to find years of days. A `Prepared` query is
written like any other; its words are kept, and only its values are new each time.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler


class Given(Expression):
    """A value of a prepared query that is not known before it is asked."""

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        """Stand in the place of the value."""
        return "%s", [self]

    def value_in(self, values: dict[str, Any]) -> Any:
        """Return the value as the database takes it."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


class _Words(NamedTuple):
    """`converted` are the columns whose values the database hands over in another form, by their
    places; what converts them belongs to a connection, and so to a thread."""

    sql: str
    parameters: tuple
    converted: dict[int, Expression]
    made_of: Callable[[tuple], Model] | None


class Prepared:
    """A query that may be asked often: `build` gets a `Given` for each of the fields and returns a
    QuerySet, which may hang on nothing else, as it is made once for each kind of database. It is
    asked of the default database."""

    def __init__(self, build: Callable[..., QuerySet], **fields: Field) -> None:
        self._build = build
        self._given = {name: Given(name, field) for name, field in fields.items()}
        self._words: dict[str, _Words] = {}

    def rows(self, **values: Any) -> list[tuple]:
        """Return what a `values_list` finds for these values, one for each field; one query."""
        words = self._words.get(connection.vendor) or self._put_together()
        parameters = [
            one.value_in(values) if isinstance(one, Given) else one for one in words.parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(words.sql, parameters)
            rows = cursor.fetchall()
        return _converted(rows, words.converted) if words.converted else rows

    def objects(self, **values: Any) -> list:
        """Return the objects that a query of whole rows finds, with those that it selects along."""
        rows = self.rows(**values)
        return list(map(self._words[connection.vendor].made_of, rows))

    def _put_together(self) -> _Words:
        compiler = self._build(**self._given).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        columns = [expression for expression, *_ in compiler.select]
        converted = {place: columns[place] for place in compiler.get_converters(columns)}
        words = _Words(sql, parameters, converted, _maker(compiler))
        self._words[connection.vendor] = words
        return words


def _converted(rows: list[tuple], columns: dict[int, Expression]) -> list[tuple]:
    """Return the rows as Django's own compiler converts them."""
    made = [list(row) for row in rows]
    for place, column in columns.items():
        ours = connection.ops.get_db_converters(column)
        for convert in (*ours, *column.get_db_converters(connection)):
            for values in made:
                values[place] = convert(values[place], column, connection)
    return list(map(tuple, made))


def _maker(compiler: SQLCompiler) -> Callable[[tuple], Model] | None:
    """What makes an object of a row, as in Django's own `ModelIterable`; None for `values_list`."""
    known, select = compiler.klass_info, compiler.select
    if known is None:
        return None
    places = slice(known["select_fields"][0], known["select_fields"][-1] + 1)
    names = [column.target.attname for column, *_ in select[places]]
    along = get_related_populators(known, select, connection.alias)

    def made_of(row: tuple) -> Model:
        made = known["model"].from_db(connection.alias, names, row[places])
        for related in along:
            related.populate(row, made)
        return made

    return made_of
