"""Days and moments as the lists tell them: near days by name, the rest short."""

from datetime import date, datetime, timedelta

from smallcrm.tui.cells import EMPTY, Cell
from smallcrm.values.when import describe_day

_WEEK = timedelta(days=7)


def day_text(day: date, today: date) -> str:
    """`today`, `Thu 26 Nov`, or with its year when it is another one."""
    if abs(day - today) <= timedelta(days=1):
        return describe_day(day, today)
    return f"{day:%a} {day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b %Y}"


def due_cell(due: str | None, today: date) -> Cell:
    """The day something is due, loud when it is late."""
    if not due:
        return EMPTY
    day = date.fromisoformat(due)
    if day < today:
        return Cell(day_text(day, today), "bad")
    return Cell(day_text(day, today), "warn" if day == today else "plain")


def touched_cell(moment: datetime | None, today: date) -> Cell:
    """The day of the last touch."""
    return Cell(day_text(moment.date(), today), "muted") if moment else Cell("never", "warn")
