"""Statements compiled once and run by the driver itself, for the busiest paths.

Through SQLAlchemy a short SELECT costs 17 us and twenty rows of fourteen columns 154 us. Values
still pass the column types, so both engines store what they always store.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Dialect, Insert, Select, Update
from sqlmodel import Session

Row = Sequence[object]
Converts = Sequence[tuple[int, Callable[[Any], Any]]]
"""What the driver cannot take or give as it is, by place in the row."""


class _Compiled(NamedTuple):
    """The statement as one driver takes it."""

    text: str
    names: Sequence[str]
    """Of its parameters, in order."""
    is_positional: bool
    takes: Converts


class Prepared:
    """One statement, run through the session's own transaction."""

    def __init__(self, statement: Select[Any] | Insert | Update) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}
        self._gives: dict[str, Converts] = {}

    def first(self, session: Session, values: Mapping[str, object]) -> Row | None:
        """The first row of a SELECT."""
        return next(iter(self.all(session, values)), None)

    def all(self, session: Session, values: Mapping[str, object]) -> list[Row]:
        """Every row of a SELECT."""
        compiled, cursor = self._compiled_for(session), _cursor(session)
        cursor.execute(compiled.text, _parameters(compiled, _in_order(compiled, values)))
        rows, columns = cursor.fetchall(), cursor.description
        cursor.close()
        gives = self._gives_for(session.get_bind().dialect, columns)
        return [_converted(row, gives) for row in rows]

    def run(self, session: Session, values: Mapping[str, object]) -> None:
        """For an UPDATE, whose parameters have names."""
        self.append(session, [_in_order(self._compiled_for(session), values)])

    def append(self, session: Session, rows: Sequence[Row]) -> None:
        """An INSERT of rows in the order of the table's columns."""
        if not rows:
            return
        compiled, cursor = self._compiled_for(session), _cursor(session)
        cursor.executemany(compiled.text, [_parameters(compiled, row) for row in rows])
        cursor.close()

    def _compiled_for(self, session: Session) -> _Compiled:
        dialect = session.get_bind().dialect
        if dialect.name not in self._compiled:
            self._compiled[dialect.name] = _compile(self._statement, dialect)
        return self._compiled[dialect.name]

    def _gives_for(self, dialect: Dialect, columns: Sequence[Sequence[Any]]) -> Converts:
        """What the columns give depends on the driver's own types, known after a first run."""
        if dialect.name not in self._gives:
            assert isinstance(self._statement, Select)
            kinds = [one.type.dialect_impl(dialect) for one in self._statement.selected_columns]
            self._gives[dialect.name] = _present(
                kind.result_processor(dialect, column[1])
                for kind, column in zip(kinds, columns, strict=True)
            )
        return self._gives[dialect.name]


def _compile(statement: Select[Any] | Insert | Update, dialect: Dialect) -> _Compiled:
    compiled = statement.compile(dialect=dialect)
    names = compiled.positiontup if dialect.positional else list(compiled.binds)
    assert names is not None
    kinds = [compiled.binds[name].type.dialect_impl(dialect) for name in names]
    takes = _present(kind.bind_processor(dialect) for kind in kinds)
    return _Compiled(str(compiled), names, dialect.positional, takes)


def _present(converts: Iterable[Callable[[Any], Any] | None]) -> Converts:
    return [(place, convert) for place, convert in enumerate(converts) if convert is not None]


def _cursor(session: Session) -> Any:  # noqa: ANN401  DBAPI cursors have no common type
    return session.connection().connection.cursor()


def _in_order(compiled: _Compiled, values: Mapping[str, object]) -> Row:
    return [values[name] for name in compiled.names]


def _parameters(compiled: _Compiled, row: Row) -> Row | Mapping[str, object]:
    converted = _converted(row, compiled.takes)
    if compiled.is_positional:
        return converted
    return dict(zip(compiled.names, converted, strict=True))


def _converted(row: Row, converts: Converts) -> Row:
    values = list(row)
    for place, convert in converts:
        if (value := values[place]) is not None:
            values[place] = convert(value)
    return values
