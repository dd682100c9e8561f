"""`smallcrm config`, as scripts depend on it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def test_the_list_says_where_each_setting_lives(run: Run) -> None:
    code, out, err = run("config", "list")
    assert (code, err) == (0, "")
    rows = [line.split("\t") for line in out.splitlines()]
    assert rows[0] == ["currency", "ILS", "database"]
    assert ["cadence.customer", "off", "database"] in rows
    assert rows[-1] == ["theme", "", "config.toml"]


def test_looking_creates_nothing(run: Run, environ: dict[str, str]) -> None:
    run("config", "list")
    run("config", "get", "currency")
    run("config", "path")
    assert not Path(environ["SMALLCRM_DB"]).exists()
    assert not Path(environ["XDG_CONFIG_HOME"]).exists()


def test_get_prints_the_value_alone(run: Run) -> None:
    assert run("config", "get", "date_order") == (0, "dmy\n", "")
    assert run("config", "get", "date-order", "--json")[1] == (
        '{\n  "key": "date_order",\n  "value": "dmy",\n  "where": "database"\n}\n'
    )


def test_a_setting_of_the_business_is_changed_in_the_database(run: Run) -> None:
    assert run("config", "set", "currency", "eur") == (0, "", "changed currency: ILS → EUR (database)\n")
    assert run("config", "set", "currency", "EUR") == (0, "", "unchanged currency: EUR (database)\n")
    assert run("config", "get", "currency") == (0, "EUR\n", "")


def test_a_setting_of_the_business_can_be_undone(run: Run) -> None:
    run("config", "set", "cadence.customer", "30d")
    assert run("config", "get", "cadence.customer")[1] == "30d\n"
    run("undo")
    assert run("config", "get", "cadence.customer")[1] == "off\n"


def test_a_setting_of_the_machine_is_changed_in_config_toml(run: Run, environ: dict[str, str]) -> None:
    assert run("config", "set", "pager", "less -R") == (0, "", "changed pager: nothing → less -R (config.toml)\n")
    assert run("config", "set", "pager", "less -R") == (0, "", "unchanged pager: less -R (config.toml)\n")
    path = Path(environ["XDG_CONFIG_HOME"], "smallcrm", "config.toml")
    assert path.read_text() == 'pager = "less -R"\n'
    assert not Path(environ["SMALLCRM_DB"]).exists()
    assert run("config", "set", "pager", "", "-q") == (0, "", "")
    assert path.read_text() == ""


def test_set_prints_the_setting_as_json(run: Run) -> None:
    out = run("config", "set", "country", "de", "--json")[1]
    assert json.loads(out) == {"key": "country", "value": "DE", "where": "database"}


def test_path_prints_the_file(run: Run, environ: dict[str, str]) -> None:
    path = Path(environ["XDG_CONFIG_HOME"], "smallcrm", "config.toml")
    assert run("config", "path") == (0, f"{path}\n", f"the database is {environ['SMALLCRM_DB']}\n")


@pytest.mark.parametrize(
    "bad",
    [
        ["get", "shoe_size"],
        ["set", "shoe_size", "43"],
        ["set", "currency", "shekel!"],
        ["set", "bidi", "sideways"],
        ["set", "working_days", "someday"],
        ["list", "--fields", "shoe"],
    ],
)
def test_bad_keys_and_values_are_refused(run: Run, bad: list[str]) -> None:
    code, out, err = run("config", *bad)
    assert (code, out) == (2, "")
    assert err.startswith("smallcrm: ")
    assert "; " in err


def test_a_config_file_that_is_not_toml_is_told(run: Run, environ: dict[str, str]) -> None:
    path = Path(environ["XDG_CONFIG_HOME"], "smallcrm", "config.toml")
    path.parent.mkdir(parents=True)
    path.write_text("pager = ")
    code, _, err = run("config", "list")
    assert code == 2
    assert err.startswith(f"smallcrm: cannot read {path}: ")
    assert err.endswith("; correct the file, or delete it\n")
