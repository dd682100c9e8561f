"""Column helpers for the models: STRICT tables know TEXT and INTEGER only."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Integer, Text
from sqlmodel import Field


def text(**options: Any) -> Any:
    """A TEXT column."""
    return Field(sa_type=Text, **options)


def integer(**options: Any) -> Any:
    """An INTEGER column."""
    return Field(sa_type=Integer, **options)


def counter() -> Any:
    """An INTEGER column that starts at 0; a flag holds 0 or 1 in it."""
    return Field(sa_type=Integer, default=0, sa_column_kwargs={"server_default": "0"})


def key() -> Any:
    """The short, never reused id of a row."""
    return Field(default=None, primary_key=True, sa_type=Integer)


def refers_to(table: str, *, required: bool = False) -> Any:
    """A foreign key to `table`.id; rows that are referred to cannot be removed."""
    default = ... if required else None
    return Field(default, sa_type=Integer, foreign_key=f"{table}.id", ondelete="RESTRICT")


def one_of(column: str, choices: Iterable[StrEnum]) -> CheckConstraint:
    """A CHECK that a column holds one of an enum's values."""
    listed = ", ".join(f"'{choice.value}'" for choice in choices)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def flags(*columns: str) -> list[CheckConstraint]:
    """CHECKs that columns hold 0 or 1."""
    return [CheckConstraint(f"{column} IN (0, 1)", name=f"{column}_flag") for column in columns]
