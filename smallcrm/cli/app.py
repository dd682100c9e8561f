"""The pieces every command is made of: the Typer factory, lazily loaded groups, the command decorator."""

import inspect
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from smallcrm.cli.context import Session
from smallcrm.cli.options import SHARED_PARAMETERS

CONTEXT_SETTINGS = {"help_option_names": ["-h", "--help"]}


class LazyGroup(TyperGroup):
    """A group that builds one command at a time, when that command is used."""

    def entries(self) -> Iterator[tuple[str, str]]:
        """Name and one-line help of every command, without building any."""
        raise NotImplementedError

    def load(self, name: str) -> Any:
        """The command of this name, built; None when there is none."""
        raise NotImplementedError

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names of all commands."""
        return [name for name, _ in self.entries()]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of this name."""
        return self.load(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command to run; the suggestions for a mistyped one need names only."""
        self.commands = self.commands or dict.fromkeys(self.list_commands(ctx))  # type: ignore[arg-type]
        return super().resolve_command(ctx, args)

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

    def __init__(self, name: str, help: str) -> None:
        self.name = name
        self.help = help
        self.registered: dict[str, CommandInfo] = {}

    def command(self, name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register a function as a command; it is handed the Session, then its own parameters."""

        def register(function: Callable[..., Any]) -> Callable[..., Any]:
            self.registered[name] = CommandInfo(
                name, callback=with_session(function), help=function.__doc__, context_settings=CONTEXT_SETTINGS
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


def with_session(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as Typer calls it: its own parameters, then the options that every command accepts."""
    own = list(inspect.signature(function).parameters.values())[1:]

    @wraps(function)
    def run(ctx: typer.Context, **arguments: Any) -> Any:
        session: Session = ctx.find_root().obj
        session.take({name: arguments.pop(name) for name in SHARED_PARAMETERS})
        return function(session, **arguments)

    shared = [parameter for name, parameter in SHARED_PARAMETERS.items() if name not in {p.name for p in own}]
    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    parameters = [context, *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own), *shared]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run
