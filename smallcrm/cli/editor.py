"""Changes a record's fields in the person's editor: `key: value` lines in a file of their own, notes last."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from smallcrm.config import read_config
from smallcrm.errors import CrmError, UsageError
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.records.companies import Company
    from smallcrm.records.contacts import Contact

_NOTES = "notes"
_HELP = "# One field a line; an empty value clears it. Notes may have many lines and stand last."
_VARIABLES = ("SMALLCRM_EDITOR", "VISUAL", "EDITOR")
_CONTACT_FIELDS = ("name", "given_name", "family_name", "job_title", "kind", "source", "language", "birthday")
_COMPANY_FIELDS = ("name", "domain", "website", "industry", "tax_id", "kind")
_PLACE_FIELDS = ("address", "city", "postal_code", "country")


@contextmanager
def edited_fields(session: "Session", ref: Reference) -> Iterator[tuple[int, dict[str, str]]]:
    """The version that was shown and the fields that were changed in the editor.

    When they cannot be read, or what is done with them fails, the file stays and the error's hint tells its path.
    """
    command = editor_command(session.environ, on_terminal=sys.stdin.isatty() and sys.stdout.isatty())
    version, texts = _contact(session, ref.id) if ref.noun == Noun.CONTACT else _company(session, ref.id)
    path = _written(f"# {ref} {texts['name']}\n{_HELP}\n{written_fields(texts)}")
    _run_editor(command, path, session.environ)
    try:
        edited = read_fields(_text_of(path), known=texts)
        yield version, {name: text for name, text in edited.items() if text != texts[name]}
    except CrmError as error:
        error.hint = "; ".join(filter(None, (error.hint, f"the text is kept in {path}")))
        raise
    path.unlink()


def written_fields(texts: Mapping[str, str]) -> str:
    """Fields as lines of text."""
    lines = [f"{name}: {text}".rstrip() for name, text in texts.items() if name != _NOTES]
    return "\n".join([*lines, f"{_NOTES}:", texts[_NOTES]]).rstrip("\n") + "\n"


def read_fields(text: str, *, known: Mapping[str, str]) -> dict[str, str]:
    """The fields that lines of text spell; those without a line are not in it. UsageError names a bad line."""
    fields: dict[str, str] = {}
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines):
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if not colon or name not in known or name in fields:
            raise UsageError(f"cannot read line {number + 1}: {line!r}", hint=f"fields: {', '.join(known)}, each once")
        if name == _NOTES:
            return {**fields, _NOTES: "\n".join([value, *lines[number + 1 :]]).strip()}
        fields[name] = value.strip()
    return fields


def editor_command(environ: Mapping[str, str], *, on_terminal: bool) -> list[str]:
    """The editor and its arguments: the environment's, the config's, else vi; UsageError for vi without a terminal."""
    import shlex

    named = next((environ[name] for name in _VARIABLES if environ.get(name, "").strip()), "")
    named = named or str(read_config(environ).get("editor") or "")
    if not named and not on_terminal:
        raise UsageError("--edit needs a terminal, or an editor", hint="set EDITOR, or give the fields as options")
    return shlex.split(named or "vi")


def _contact(session: "Session", contact_id: int) -> tuple[int, dict[str, str]]:
    contact = session.crm.contacts.get(contact_id)
    company = session.crm.companies.get(contact.company_id).name if contact.company_id else ""
    return contact.version, {
        **_plain(contact, _CONTACT_FIELDS),
        "company": company,
        **_plain(contact, _PLACE_FIELDS),
        "cadence": _cadence(contact.cadence_days),
        "do_not_contact": contact.do_not_contact_reason or ("yes" if contact.do_not_contact else ""),
        _NOTES: contact.notes or "",
    }


def _company(session: "Session", company_id: int) -> tuple[int, dict[str, str]]:
    company = session.crm.companies.get(company_id)
    return company.version, {
        **_plain(company, (*_COMPANY_FIELDS, *_PLACE_FIELDS)),
        "cadence": _cadence(company.cadence_days),
        _NOTES: company.notes or "",
    }


def _plain(record: "Contact | Company", names: tuple[str, ...]) -> dict[str, str]:
    return {name: getattr(record, name) or "" for name in names}


def _cadence(days: int | None) -> str:
    from smallcrm.values.periods import format_period

    return "" if days is None else format_period(days or None)


def _written(text: str) -> Path:
    """A new file, readable by its owner only."""
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile("w", encoding="utf-8", prefix="smallcrm-", suffix=".txt", delete=False) as file:
        file.write(text)
    return Path(file.name)


def _run_editor(command: list[str], path: Path, environ: Mapping[str, str]) -> None:
    import subprocess

    try:
        done = subprocess.run([*command, str(path)], env={**os.environ, **environ}, check=False)  # noqa: S603
    except OSError as error:
        path.unlink()
        raise CrmError(f"cannot run {command[0]}: {error.strerror}", hint="set SMALLCRM_EDITOR") from error
    if done.returncode:
        path.unlink()
        raise CrmError(f"{command[0]} ended with {done.returncode}", hint="nothing was changed")


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("what the editor saved is not UTF-8", hint="save it as UTF-8") from error
