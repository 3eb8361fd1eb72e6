"""Tables as workbooks: to be read, filtered and printed. No text of theirs is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from iom_wagtail.files.row_stream import put_below, row_of

#: Points of a line of text, and the tallest row that programs take.
LINE, TALLEST = 13.5, 405.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and its width in characters."""

    label: str
    width: int


def workbook(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    title: str,
    heading: Sequence[str] = (),
    frozen: int = 0,
) -> IO[bytes]:
    """Return an open workbook with one sheet; rows go to disk as they come.

    openpyxl makes the workbook and its header; the rows are put into the finished file below it.

    Dates are dates, whole numbers are numbers, everything else is text. ``heading`` stands above
    the table, ``frozen`` columns stay in sight beside its header.
    """
    # With openpyxl, which only a process that makes a workbook has to carry.
    from iom_wagtail.files.sheet_frame import Frame

    made = Frame(title, heading, [column.label for column in columns])
    with TemporaryFile() as below, TemporaryFile() as frame:
        last = made.header
        for last, row in enumerate(rows, start=made.header + 1):
            # Programs that open a file don't all look how many lines a cell takes.
            below.write(row_of(last, row, made.looks, _height(row, columns)))
        made.save(frame, widths=[column.width for column in columns], frozen=frozen, last=last)
        out = _file()
        put_below(frame, below, out)
    out.seek(0)
    return out


def _file() -> IO[bytes]:
    """Return a file without a name; whoever hands the workbook out closes it, and it is gone."""
    return TemporaryFile()


def _height(row: Sequence[Any], columns: Sequence[Column]) -> float:
    """Return how tall a row is whose texts are wrapped in their columns, as far as one can tell.

    Words don't fill their lines to the end: a wrapped line holds some six sevenths of its width.
    """
    most = 1
    for value, column in zip(row, columns, strict=True):
        if isinstance(value, str) and (len(value) > column.width or "\n" in value):
            holds = column.width * 6 // 7
            most = max(most, sum(-(-len(line) // holds) or 1 for line in value.split("\n")))
    return min(most * LINE + 1.5, TALLEST)
