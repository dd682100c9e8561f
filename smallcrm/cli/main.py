"""The root of the command line, and the one edge at which errors become messages and exit codes."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from smallcrm import __version__
from smallcrm.cli.app import CONTEXT_SETTINGS, LazyGroup
from smallcrm.cli.commands import ROOT
from smallcrm.cli.context import Session
from smallcrm.cli.options import SHARED_PARAMETERS
from smallcrm.errors import CrmError, StorageError, UsageError
from smallcrm.text.safe import refuse_unstorable

PROGRAM = "smallcrm"
INTERRUPTED = 130


class RootGroup(LazyGroup):
    """All nouns, and the short verbs of every day."""

    def entries(self) -> Iterator[tuple[str, str]]:
        for name, entry in ROOT.items():
            yield name, entry.help

    def load(self, name: str) -> Any:
        entry = ROOT.get(name)
        if entry is None:
            return None
        noun = getattr(import_module(f"smallcrm.cli.{entry.module}"), entry.noun)
        return noun.verb(entry.verb, name) if entry.verb else noun.group()


def build_root() -> Any:
    """The root command."""
    app = typer.Typer(
        cls=RootGroup,
        name=PROGRAM,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=CONTEXT_SETTINGS,
        help="A CRM for small businesses, in the terminal. Without a command it opens the full screen.",
    )
    app.callback(invoke_without_command=True)(_root)
    return typer.main.get_command(app)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns its exit code."""
    _open_closed_streams()
    session = Session(os.environ, arguments)
    try:
        refuse_unstorable(" ".join(arguments))
        root = build_root()
        gc.freeze()  # what is loaded by now stays: a collection would only walk over it
        gc.enable()
        code = root.main(list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=session)
        session.tell_missing()
        session.close()
        sys.stdout.flush()
    except BrokenPipeError:
        return _end_quietly()
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            return _end_quietly()
        raise
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except CrmError as error:
        return _fail(session, error)
    except typer.TyperException as error:
        return _misused(session, error)
    except OSError as error:
        return _fail(session, StorageError(f"{error.filename or 'input or output'}: {error.strerror or error}"))
    except Exception as error:
        if session.debug:
            raise
        return _fail(
            session, CrmError(f"a fault in smallcrm: {error!r}", hint="--debug shows where; nothing was changed")
        )
    return code if isinstance(code, int) else 0


def _open_closed_streams() -> None:
    """A stream that the shell closed (`>&-`) is None; what is written to it goes nowhere."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "r" if name == "stdin" else "w"))


def _root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.")] = False,
    **shared: Any,
) -> None:
    session: Session = ctx.obj
    session.take(shared, more_to_come=ctx.invoked_subcommand is not None)
    if version:
        typer.echo(f"{PROGRAM} {__version__}")
    elif ctx.invoked_subcommand is None:
        from smallcrm.cli.tui import is_on_terminal, open_tui

        if is_on_terminal():
            open_tui(session)
        else:
            typer.echo(ctx.get_help())


def _misused(session: Session, error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError" and context is not None:
        typer.echo(context.get_help())
        return 0
    path = context.command_path if context is not None else PROGRAM
    message = error.format_message().rstrip(".")
    return _fail(session, UsageError(message[:1].lower() + message[1:], hint=f"{path} --help shows how"))


def _end_quietly() -> int:
    from smallcrm.cli.output import silence_stdout

    silence_stdout()
    return 0


def _fail(session: Session, error: CrmError) -> int:
    sys.stdout.flush()
    session.err.error(error)
    session.close()
    return error.exit_code


def _accept_shared_options() -> None:
    import inspect

    signature = inspect.signature(_root)
    own = [p for p in signature.parameters.values() if p.kind is not inspect.Parameter.VAR_KEYWORD]
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own] + list(SHARED_PARAMETERS.values())
    _root.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    _root.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}


_accept_shared_options()
