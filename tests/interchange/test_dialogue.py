"""How a dialogue begins with a file."""

from pathlib import Path

from smallcrm.core.crm import Crm
from smallcrm.interchange.dialogue import opened_for_dialogue
from smallcrm.interchange.importing import apply_import
from smallcrm.interchange.options import ImportOptions


def test_columns_without_a_field_become_custom_fields_and_stay_so(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,phone,shoe size\nDana,050-1234567,38\n", encoding="utf-8")
    apply_import(crm, opened_for_dialogue(crm, path, ImportOptions()))
    assert crm.lists.page("contact", fields=("shoe_size", "notes")).rows == [("38", None)]
    again = apply_import(crm, opened_for_dialogue(crm, path, ImportOptions()))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)


def test_interactions_have_no_custom_fields_and_keep_the_cells(crm: Crm, tmp_path: Path) -> None:
    crm.contacts.add({"name": "Dana"})
    path = tmp_path / "log.csv"
    path.write_text("at,contact,summary,mood\n2026-11-01,Dana,Spoke,good\n", encoding="utf-8")
    apply_import(crm, opened_for_dialogue(crm, path, ImportOptions(kind="interactions")))
    assert crm.interactions.get(1).body == "mood: good"
