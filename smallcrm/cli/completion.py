"""What the shell may complete a value to; nothing here runs unless a value is being completed, and nothing fails."""

import os
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

Complete = Callable[..., list[str]]
"""Offers values; takes what it needs of the context `ctx` and of `incomplete`, the word as typed so far."""

_MOST_NAMES = 50


def _choices(module: str, name: str) -> Complete:
    """Offers the values of an enum of `records`."""

    def complete() -> list[str]:
        from importlib import import_module

        choices: type[StrEnum] = getattr(import_module(f"smallcrm.records.{module}"), name)
        return list(choices)

    return complete


kinds = _choices("contacts", "ContactKind")
types = _choices("channels", "ChannelType")
interaction_channels = _choices("interactions", "InteractionChannel")
directions = _choices("interactions", "Direction")
topics = _choices("interactions", "Topic")
outcomes = _choices("interactions", "Outcome")
custom_entities = _choices("custom_fields", "CustomEntity")
custom_types = _choices("custom_fields", "CustomType")
follow_up_kinds = _choices("follow_ups", "FollowUpKind")
priorities = _choices("follow_ups", "Priority")


def formats() -> list[str]:
    """The output formats."""
    from smallcrm.cli.context import FORMATS

    return list(FORMATS)


def colors() -> list[str]:
    """When to colour."""
    from smallcrm.cli.context import COLORS

    return list(COLORS)


def setting_names() -> list[str]:
    """The settings of the business and of this machine."""
    from smallcrm.config import KNOWN_KEYS
    from smallcrm.core.settings import setting_keys

    return [*setting_keys(), *KNOWN_KEYS]


def columns(ctx: typer.Context, incomplete: str) -> list[str]:
    """The columns of the list at hand, after those named already; `-` before one stays."""
    noun = ctx.parent.info_name if ctx.parent else None
    names = _read(ctx, lambda crm: list(crm.lists.fields(noun))) if noun in lists() else []
    before, comma, last = incomplete.rpartition(",")
    sign = "-" if last.startswith("-") else ""
    return [f"{before}{comma}{sign}{name}" for name in names]


def tags(ctx: typer.Context) -> list[str]:
    """The tags there are."""
    return _read(ctx, lambda crm: crm.tags.names())


def views(ctx: typer.Context) -> list[str]:
    """The saved views; beside a list, those of that list."""
    noun = ctx.parent.info_name if ctx.parent else None
    return _read(ctx, lambda crm: [view.name for view in crm.views.all() if noun in ("view", view.entity)])


def custom_fields(ctx: typer.Context) -> list[str]:
    """The keys of the custom fields."""
    from smallcrm.records.custom_fields import CustomEntity

    return _read(ctx, lambda crm: [field.key for entity in CustomEntity for field in crm.custom_fields.all(entity)])


def lists() -> list[str]:
    """The nouns that have a list."""
    from smallcrm.core.lists import listed_nouns

    return listed_nouns()


def certainties() -> list[str]:
    """How sure it may be that two records are one."""
    from smallcrm.records.duplicates import Certainty

    return [certainty.name.lower() for certainty in reversed(Certainty)]


def stages(ctx: typer.Context) -> list[str]:
    """The stages of the pipeline."""
    return _read(ctx, lambda crm: [stage.name for stage in crm.stages.all()])


def lost_reasons(ctx: typer.Context) -> list[str]:
    """The reasons for losing a deal."""
    return _read(ctx, lambda crm: list(crm.business.lost_reasons))


def names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names that begin as typed, each as one word of the shell: `Dana-Cohen` means `Dana Cohen`."""
    nouns = ("company",) if ctx.parent and ctx.parent.info_name == "company" else ("contact", "company")
    if not incomplete.strip():
        return []
    return _read(ctx, lambda crm: [word for noun in nouns for word in _names(crm, noun, incomplete)])


def described(entries: Iterable[tuple[str, str]]) -> list[Any]:
    """Names and what they mean, for shells that show both."""
    from typer._click.shell_completion import CompletionItem

    return [CompletionItem(name, help=meaning) for name, meaning in entries]


def one_word(name: str) -> str:
    """A name without what a shell would take apart; WHO finds it by its words."""
    return "-".join(re.findall(r"[\w.@+]+", re.sub("[\"'׳״`]", "", name)))


def _names(crm: "Crm", noun: str, incomplete: str) -> list[str]:
    from smallcrm.records.query import Words

    found = crm.lists.page(noun, query=Words((incomplete,)), fields=["name"], limit=_MOST_NAMES)
    words = dict.fromkeys(one_word(row[0]) for row in found.rows)
    return [incomplete + word[len(incomplete) :] for word in words if word.lower().startswith(incomplete.lower())]


def _read(ctx: typer.Context, read: Callable[["Crm"], list[str]]) -> list[str]:
    """What is read from the database that the command would use; nothing when it cannot be read."""
    from smallcrm.config import database_path
    from smallcrm.core.crm import Crm
    from smallcrm.errors import CrmError

    given = ctx.params.get("db") or ctx.find_root().params.get("db") or ""
    try:
        crm = Crm(database_path(os.environ, given), environ=os.environ)
        try:
            return [name for name in read(crm) if name.isprintable()]
        finally:
            crm.close()
    except (CrmError, OSError):
        return []
