"""What one run of a command has at hand: the shared options, the core, and the two writers."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any

from smallcrm.cli.diagnostics import Diagnostics
from smallcrm.errors import CrmError, RowsRejectedError, UsageError
from smallcrm.text.safe import refuse_unstorable

if TYPE_CHECKING:
    from smallcrm.cli.output import Output
    from smallcrm.core.crm import Crm
    from smallcrm.records.references import Reference

FROM_STDIN = "-"
FORMATS = ("table", "tsv", "csv", "json", "ndjson", "ids")
COLORS = ("auto", "always", "never")
_FORMAT_FLAGS = ("json", "csv", "tsv", "ids")
_FORMAT_OPTIONS = ("format", *_FORMAT_FLAGS)


class Session:
    """One run. Options given to the root and to the command add up; the command's win."""

    def __init__(self, environ: Mapping[str, str], arguments: Sequence[str] = ()) -> None:
        self.environ = environ
        self.options: dict[str, Any] = {}
        self._stdin_used = False
        self._unparsed = arguments
        self.err = Diagnostics(as_json=self._asked("json"), debug=self.debug, environ=environ)

    @property
    def debug(self) -> bool:
        """Whether the place where an error arose is to be shown."""
        return self._asked("debug")

    def _asked(self, flag: str) -> bool:
        """Whether a flag was given; for a command that could not be parsed, whether its word was."""
        return bool(self.options.get(flag)) or f"--{flag}" in self._unparsed

    def take(self, options: Mapping[str, Any], *, more_to_come: bool = False) -> None:
        """Add options as they were parsed; those left at their default say nothing."""
        given = {name: value for name, value in options.items() if value not in (None, "", False)}
        if options.get("header") is False:
            given["header"] = False
        _check_color(given.get("color", "auto"))
        if not given.keys().isdisjoint(_FORMAT_OPTIONS):
            self.options = {name: value for name, value in self.options.items() if name not in _FORMAT_OPTIONS}
        self.options |= given
        self._unparsed = self._unparsed if more_to_come else ()
        self.err = Diagnostics(
            quiet=bool(self.options.get("quiet")),
            as_json=self._asked("json") or self.format in ("json", "ndjson"),
            debug=self.debug,
            may_ask=self.may_ask,
            environ=self.environ,
        )

    @property
    def format(self) -> str:
        """The output format: a flag's, else --format's, else SMALLCRM_FORMAT's, else by what stdout is."""
        flags = [name for name in _FORMAT_FLAGS if self.options.get(name)]
        named = flags[-1] if flags else self.options.get("format") or self.environ.get("SMALLCRM_FORMAT", "")
        if not named:
            return "table" if sys.stdout.isatty() else "tsv"
        if named not in FORMATS:
            raise UsageError(f"unknown format: {named!r}", hint=f"one of {', '.join(FORMATS)}")
        return str(named)

    @property
    def quiet(self) -> bool:
        """Whether only data is wanted."""
        return bool(self.options.get("quiet"))

    @property
    def may_ask(self) -> bool:
        """Whether there is a person at a terminal who may be asked."""
        return not self.options.get("no_input") and sys.stdin.isatty() and sys.stderr.isatty()

    @property
    def fields(self) -> list[str]:
        """The columns that were asked for."""
        return [name.strip() for name in str(self.options.get("fields", "")).split(",") if name.strip()]

    @cached_property
    def crm(self) -> "Crm":
        """The core, on the database that is meant."""
        from smallcrm.config import database_path
        from smallcrm.core.crm import Crm
        from smallcrm.records.history import Source

        path = database_path(self.environ, str(self.options.get("db", "")))
        return Crm(path, source=Source.CLI, session=f"cli-{os.getpid()}", environ=self.environ)

    @cached_property
    def out(self) -> "Output":
        """The writer of stdout."""
        from smallcrm.cli.output import Output

        return Output(
            self.format,
            fields=self.fields,
            header=self.options.get("header"),
            color=str(self.options.get("color", "auto")),
            environ=self.environ,
            clock=lambda: self.crm.clock,
            err=self.err,
        )

    def close(self) -> None:
        """Close what was opened."""
        crm = self.__dict__.pop("crm", None)
        if crm is not None:
            crm.close()

    reads_records = True
    """Off for commands that read settings alone."""

    def tell_missing(self) -> None:
        """Say that there is no database, if one was read and none begun."""
        if "crm" in self.__dict__ and self.reads_records and not self.crm.store.exists:
            self.err.say(f"there is no database yet at {self.crm.store.path}; smallcrm add NAME begins one")

    def confirm(self, question: str) -> bool:
        """Ask before what cannot be taken back, unless --yes was given."""
        return bool(self.options.get("yes")) or self.err.confirm(question, flag="--yes")

    def text(self, given: str) -> str:
        """A text argument; `-` reads it from stdin."""
        return self._read_stdin() if given == FROM_STDIN else given

    def many(self, given: Sequence[str]) -> list[str]:
        """Id arguments; `-` stands for the lines of stdin, which may be none."""
        found: list[str] = []
        for item in given:
            found += self._stdin_lines() if item == FROM_STDIN else [item]
        if not found:
            self.err.say("no ids were given; nothing to do")
        return found

    def each(
        self,
        items: Sequence[str],
        label: Callable[[], str],
        resolve: Callable[[str], Any],
        act: Callable[[Any], None],
        *,
        dry_run: bool = False,
        keep_going: bool = False,
    ) -> None:
        """Act on every item in one transaction and one undo step; one bad item stops all, unless `keep_going`.

        `label`, what history calls the step, is asked for again when all is done.
        With `dry_run` there is no transaction, and `act` must not write.
        """
        failed = 0
        with nullcontext() if dry_run else self.crm.store.write(label()) as work:
            for item in items:
                try:
                    act(resolve(item))
                except CrmError as error:
                    if not keep_going:
                        raise
                    failed += 1
                    self.err.error(error)
            if work:
                work.rename(label())
        if failed:
            hint = "the others would be done" if dry_run else "the others are done"
            raise RowsRejectedError(f"{failed} of {len(items)} failed", hint=hint)

    def someone(self, who: str, **options: Any) -> "Reference":
        """The contact or company that WHO means; on a terminal several are asked about."""
        from smallcrm.errors import AmbiguousError

        if who == FROM_STDIN:
            lines = self._stdin_lines()
            if len(lines) != 1:
                raise UsageError("one record is expected on stdin", hint="one id on one line")
            who = lines[0]
        try:
            return self.crm.resolver.someone(who, **options)
        except AmbiguousError as error:
            chosen = self.err.choose(f"{error.message}; which one?", error.candidates) if self.may_ask else None
            if chosen is None:
                raise
            return self.crm.resolver.someone(error.candidates[chosen].split(" ", 1)[0], **options)

    def _stdin_lines(self) -> list[str]:
        return [line.split("\t", 1)[0].strip() for line in self._read_stdin().splitlines() if line.strip()]

    def _read_stdin(self) -> str:
        if self._stdin_used:
            raise UsageError("- can stand for one thing only", hint="give the other as an argument")
        self._stdin_used = True
        try:
            text = sys.stdin.read()
        except UnicodeDecodeError as error:
            raise UsageError(
                f"stdin is not UTF-8: {error.reason} at byte {error.start + 1}", hint="convert it"
            ) from error
        refuse_unstorable(text)
        return text


def _check_color(when: str) -> None:
    if when not in COLORS:
        raise UsageError(f"unknown color: {when!r}", hint=f"one of {', '.join(COLORS)}")
