"""Queries whose words are put together once.

Django puts the words of a query together anew each time, which takes it half a millisecond, and
two for a large one: longer than a database needs to find years of days. A `Prepared` query is
written like any other; its words are kept, and only its values are new each time.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Expression, Field, Model, QuerySet

Row = TypeVar("Row", bound=Model)


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
    sql: str
    parameters: tuple
    converters: dict[int, tuple[list[Callable], Expression]]


class Prepared:
    """A query that may be asked often: `build` gets a `Given` for each of the fields and returns a
    QuerySet, which may hang on nothing else, as it is made once for each kind of database."""

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
        return [_converted(row, words.converters) for row in rows] if words.converters else rows

    def objects(self, model: type[Row], **values: Any) -> list[Row]:
        """Return what a query of whole rows of one model finds."""
        names = [field.attname for field in model._meta.concrete_fields]
        return [model.from_db(connection.alias, names, row) for row in self.rows(**values)]

    def _put_together(self) -> _Words:
        compiler = self._build(**self._given).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        columns = [expression for expression, *_ in compiler.select]
        words = _Words(sql, parameters, compiler.get_converters(columns))
        self._words[connection.vendor] = words
        return words


def _converted(row: tuple, converters: dict) -> tuple:
    values = list(row)
    for place, (each, expression) in converters.items():
        for convert in each:
            values[place] = convert(values[place], expression, connection)
    return tuple(values)
