"""The pieces every command is made of: the Typer factory, lazily loaded groups, the command decorator."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from smallcrm.cli.context import Session
from smallcrm.cli.options import SHARED_PARAMETERS
from smallcrm.errors import UsageError

CONTEXT_SETTINGS = {"help_option_names": ["-h", "--help"]}
_WRITING_VERBS = frozenset(
    ["add", "edit", "delete", "restore", "tag", "log", "done", "snooze", "cancel", "move", "win", "lose", "reopen"]
)
"""Verbs that print, with --json, the records they changed."""
_PRINTED_BY = {"log": "interaction", "trash": ""}
"""The noun of those records where it is not the command's own; none for records of many nouns."""


class LazyGroup(TyperGroup):
    """A group that builds one command at a time, when that command is used."""

    def entries(self) -> Iterator[tuple[str, str]]:
        """Name and one-line help of every command, without building any."""
        raise NotImplementedError

    def load(self, name: str) -> Any:
        """The command of this name, built; None when there is none."""
        raise NotImplementedError

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Complete the name of a command, without building any; else an option."""
        from smallcrm.cli.completion import described

        fitting = [entry for entry in self.entries() if entry[0].startswith(incomplete)]
        return described(fitting) if fitting else super().shell_complete(ctx, incomplete)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names of all commands."""
        return [name for name, _ in self.entries()]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of this name."""
        return self.load(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command to run; a mistyped one is answered with the names that resemble it."""
        if args and args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            raise UsageError(f"there is no command {args[0]!r}", hint=self._suggestion(ctx, args[0]))
        return super().resolve_command(ctx, args)

    def _suggestion(self, ctx: Any, typed: str) -> str:
        from difflib import get_close_matches

        near = get_close_matches(typed, self.list_commands(ctx))
        return f"did you mean {' or '.join(near)}?" if near else f"{ctx.command_path} --help lists them"

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the commands into the help, without building any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.entries()))


class NounGroup(LazyGroup):
    """The commands of one noun."""

    registered: dict[str, CommandInfo]

    def entries(self) -> Iterator[tuple[str, str]]:
        for name, info in self.registered.items():
            yield name, first_line(info.callback)

    def load(self, name: str) -> Any:
        info = self.registered.get(name)
        return build(info) if info else None


class Noun:
    """A noun of the command line: a place where its module registers commands."""

    def __init__(self, name: str, summary: str) -> None:
        self.name = name
        self.help = summary
        self.registered: dict[str, CommandInfo] = {}

    def command(
        self, name: str, options: Mapping[str, Any] | None = None, *, cls: type[TyperCommand] | None = None
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register a function as a command; it is handed the Session, then its own parameters.

        `options` (annotations by name) are parsed too, and handed over as one mapping, the parameter `options`; those
        left out are None in it. `cls` parses the arguments, where Typer's own class would not do.
        """

        written = _PRINTED_BY.get(self.name, self.name) if name in _WRITING_VERBS else ""

        def register(function: Callable[..., Any]) -> Callable[..., Any]:
            callback = with_session(function, options or {}, written)
            self.registered[name] = CommandInfo(
                name, cls=cls, callback=callback, help=function.__doc__, context_settings=CONTEXT_SETTINGS
            )
            return function

        return register

    def group(self) -> NounGroup:
        """The noun's commands as a group."""
        group = NounGroup(name=self.name, help=self.help, no_args_is_help=True, context_settings=CONTEXT_SETTINGS)
        group.rich_markup_mode = None
        group.registered = self.registered
        return group

    def verb(self, name: str, root_name: str) -> Any:
        """One command under another name, for the root."""
        return build(self.registered[name], root_name)


def build(info: CommandInfo, name: str = "") -> Any:
    """A command ready to run."""
    command = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    if name:
        command.name = name
    return command


def first_line(function: Callable[..., Any] | None) -> str:
    """The first sentence of a function's docstring."""
    return (inspect.getdoc(function) or "").partition("\n")[0]


def with_session(function: Callable[..., Any], options: Mapping[str, Any], written: str = "") -> Callable[..., Any]:
    """The function as Typer calls it: its own parameters, its `options`, then those that every command accepts.

    `written` is the noun whose records it changes and prints: fields that those lack are refused before it begins.
    """
    own = list(inspect.signature(function).parameters.values())[1:]

    @wraps(function)
    def run(ctx: typer.Context, **arguments: Any) -> Any:
        session: Session = ctx.find_root().obj
        session.take({name: arguments.pop(name) for name in SHARED_PARAMETERS})
        if written and session.fields:
            session.crm.lists.check_fields(written, session.fields)
        if options:
            arguments["options"] = {name: arguments.pop(name) for name in options}
        return function(session, **arguments)

    parameters = [
        _keyword("ctx", typer.Context),
        *(_keyword(p.name, p.annotation, p.default) for p in own if not (options and p.name == "options")),
        *(_keyword(name, annotation, None) for name, annotation in options.items()),
        *(shared for name, shared in SHARED_PARAMETERS.items() if name not in {p.name for p in own}),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _keyword(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
