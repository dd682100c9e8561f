"""Writes what the manual takes from the program: `make docs`.

The reference pages come from the commands, the listings and the errors; the output of every example, and the pictures,
from running it.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docs.examples import DOCS, build_sample, pages, refreshed, shell
from docs.pictures import write_pictures
from smallcrm import errors
from smallcrm.cli.commands import NOUNS, VERBS
from smallcrm.cli.main import PROGRAM, build_root
from smallcrm.cli.options import SHARED_PARAMETERS
from smallcrm.store.queries.listing import Field, Listing
from smallcrm.store.queries.listings import LISTINGS
from smallcrm.tui.keyboard import Keyboard
from smallcrm.tui.keys import KEYS, SECTIONS, shown_key

REFERENCE = DOCS / "reference"
_ABOUT_FIELDS = """\
The columns of every list: for `--fields`, `--sort`, a QUERY, and as keys of JSON, in this order and of these types.
Moments are UTC, days `YYYY-MM-DD`, lists JSON lists, flags true or false; what is missing is null. New fields come only
at the end. Fields marked ● are shown when no columns are asked for; those marked ○ can only be filtered by.
"""
_ABOUT_ERRORS = """\
An error is one or two lines on stderr, `smallcrm: what; what to do`. With `--json` (or `--format ndjson`) a line of
JSON follows it there: `{"error": {"code", "message", "hint", "candidates"}}`, where `candidates` lists the records that
a name could mean. `--debug` adds where the error arose.
"""
_ABOUT_KEYS = """\
Every key of the full screen; `?` lists those of the screen that is shown. The name in the last column binds an action
to another key, in the table `[keys]` of config.toml (`quick_add = "f5"`) or in the settings, which `,` opens. Letters
work on the Hebrew layout as well: each listens to the letter on the same physical key. There `q` sends `/`, which
filters, and `<` and `>` change places: Esc always goes back, and Shift with an arrow moves a deal on any layout.
"""
_WRITTEN = "<!-- Written by `make docs`; do not edit. -->\n\n"


def reference() -> dict[Path, str]:
    """The generated pages, by their files."""
    return {
        REFERENCE / "commands.md": _WRITTEN + "\n".join(_commands()),
        REFERENCE / "fields.md": _WRITTEN + "\n".join(_fields()),
        REFERENCE / "exit-codes.md": _WRITTEN + "\n".join(_exit_codes()),
        REFERENCE / "keys.md": _WRITTEN + "\n".join(_keys()),
    }


def main() -> None:
    """Write the generated pages, run every example and write what it printed, and draw the pictures."""
    REFERENCE.mkdir(exist_ok=True)
    for path, text in reference().items():
        path.write_text(text, encoding="utf-8")
    with TemporaryDirectory(prefix="smallcrm-docs-") as folder:
        sample = build_sample(Path(folder))
        for number, path in enumerate(pages()):
            page = path.read_text(encoding="utf-8")
            path.write_text(refreshed(page, shell(sample, Path(folder, str(number)))), encoding="utf-8")
    write_pictures()


def _keys() -> Iterator[str]:
    yield "# Keys\n"
    yield _ABOUT_KEYS
    told = Keyboard().told
    for name, key in KEYS.items():
        if name in SECTIONS:
            yield f"\n## {SECTIONS[name]}\n"
            yield "| keys | what they do | name |"
            yield "|---|---|---|"
        keys = " ".join(f"`{shown_key(each)}`" for each in key.keys.split(","))
        yield f"| {keys} | {told(key.tooltip)} | `{name}` |"
    yield ""


def _commands() -> Iterator[str]:
    root = build_root()
    yield "# Commands\n"
    yield f"`{PROGRAM} NOUN VERB`, and short verbs for every day. Every command also accepts the options under"
    yield "[every command](#every-command).\n"
    for name in VERBS:
        yield from _command(f"{PROGRAM} {name}", root.load(name))
    for noun in NOUNS:
        group = root.load(noun)
        yield f"## {PROGRAM} {noun}\n"
        yield f"{group.help}\n"
        for verb in group.list_commands(None):
            yield from _command(f"{PROGRAM} {noun} {verb}", group.get_command(None, verb), level="###")
    yield "## Every command\n"
    yield from _options(parameter for parameter in root.params if parameter.name in SHARED_PARAMETERS)


def _command(path: str, command: Any, level: str = "##") -> Iterator[str]:
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    options = [
        parameter
        for parameter in command.params
        if parameter.param_type_name == "option" and parameter.name not in SHARED_PARAMETERS
    ]
    usage = " ".join([path, *(_argument(argument) for argument in arguments), *(["[OPTIONS]"] if options else [])])
    yield f"{level} {path}\n"
    yield f"    {usage}\n"
    yield f"{_paragraphs(command.help)}\n"
    yield from _options(options)


def _paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def _argument(argument: Any) -> str:
    name = (argument.metavar or argument.name.upper()).strip("[]").removesuffix("...")
    name += "..." if argument.nargs == -1 else ""
    return name if argument.required else f"[{name}]"


def _options(options: Any) -> Iterator[str]:
    rows = [f"| `{_spelling(option)}` | {_cell(option.help or '')} |" for option in options]
    if rows:
        yield from ("| option | meaning |", "|---|---|", *rows, "")


def _spelling(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    if option.secondary_opts:
        names = f"{names} / {', '.join(option.secondary_opts)}"
    spelled = names if option.is_flag else f"{names} {option.metavar or option.type.name.upper()}"
    return spelled.replace("|", "\\|")


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _fields() -> Iterator[str]:
    yield "# Fields\n"
    yield _ABOUT_FIELDS
    for listing in LISTINGS.values():
        yield from _listing(listing)


def _listing(listing: Listing) -> Iterator[str]:
    yield f"## {listing.noun}\n"
    yield f"Sorted by {', '.join(f'`{name}`' for name in listing.sort)} unless `--sort` says otherwise.\n"
    yield from ("| field | header | type | values | |", "|---|---|---|---|---|")
    for field in listing.fields:
        choices = ", ".join(field.choices)
        yield f"| `{field.name}` | {field.header} | {field.type} | {choices} | {_mark(field)} |"
    yield ""


def _mark(field: Field) -> str:
    return "○" if field.filter_only else "●" if field.shown else ""


def _errors() -> list[type[errors.CrmError]]:
    """Those of the one tree; what another room adds for itself never reaches a shell."""
    tree = (each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.CrmError))
    return sorted(tree, key=lambda error: error.exit_code)


def _exit_codes() -> Iterator[str]:
    yield "# Exit codes\n"
    yield from ("| code | `error.code` | meaning |", "|---|---|---|")
    yield "| 0 | | Done; or what was asked for was so already. |"
    for error in _errors():
        yield f"| {error.exit_code} | `{error.code}` | {(error.__doc__ or '').split(chr(10))[0]} |"
    yield "| 10 | | Nobody is due (`today --exit-code` only). |"
    yield "| 130 | | Interrupted. |\n"
    yield _ABOUT_ERRORS


if __name__ == "__main__":
    main()
