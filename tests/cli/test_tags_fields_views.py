import json
from collections.abc import Callable

Ran = tuple[int, str, str]
Run = Callable[..., Ran]


def test_a_field_is_defined_filled_in_found_shown_and_deleted(run: Run) -> None:
    assert run("field", "add", "Shoe size", "--type", "number") == (0, "", "created field:1 Shoe size\n")
    assert run("add", "Dana", "--set", "shoe_size=38.5")[0] == 0
    assert run("contact", "list", "shoe_size.over:38", "--fields", "name,shoe_size") == (0, "Dana\t38.5\n", "")
    card = run("contact", "show", "Dana", "--format", "table")[1]
    assert "Shoe size    38.5" in card
    assert json.loads(run("contact", "show", "Dana", "--json")[1])["shoe_size"] == 38.5
    assert json.loads(run("contact", "list", "--json")[1])[0]["shoe_size"] == 38.5
    code, _, err = run("field", "delete", "Shoe size")
    assert (code, err) == (
        0, "deleted field:1 Shoe size\n1 records had a value; smallcrm undo brings them back\n"
    )  # fmt: skip
    assert run("contact", "list", "shoe_size.over:38")[0] == 2


def test_fields_are_listed_with_how_many_records_have_a_value(run: Run) -> None:
    run("field", "add", "Level", "--type", "choice", "--choice", "gold", "--choice", "VIP Gold")
    run("field", "add", "Area", "--of", "company")
    run("add", "Dana", "--set", "level=vip gold")
    assert run("field", "list") == (
        0, "1\tcontact\tlevel\tLevel\tchoice\tgold, VIP Gold\t1\n2\tcompany\tarea\tArea\ttext\t\t0\n", ""
    )  # fmt: skip
    assert run("field", "list", "--of", "company", "--ids") == (0, "2\n", "")


def test_a_value_that_is_none_is_exit_2_and_names_what_is_possible(run: Run) -> None:
    run("field", "add", "Level", "--type", "choice", "--choice", "gold", "--choice", "silver")
    code, out, err = run("add", "Dana", "--set", "level=bronze")
    assert (code, out, err) == (2, "", "smallcrm: level cannot be 'bronze'; one of gold, silver\n")
    assert run("field", "add", "Level")[0] == 4
    assert run("field", "delete", "nothing")[0] == 3


def test_an_amount_has_its_currency_beside_it_in_json(run: Run) -> None:
    run("field", "add", "Budget", "--type", "money")
    run("add", "Dana", "--set", "budget=$1200")
    (record,) = json.loads(run("contact", "list", "--json", "--fields", "budget,budget_currency")[1])
    assert record == {"budget": "1200.00", "budget_currency": "USD"}


def test_a_deal_has_custom_fields_too(run: Run) -> None:
    run("field", "add", "Servings", "--of", "deal", "--type", "number")
    run("add", "Dana")
    assert run("deal", "add", "Cake", "--contact", "Dana", "--set", "servings=60")[0] == 0
    assert run("deal", "list", "servings.over:50", "--fields", "title,servings") == (0, "Cake\t60\n", "")


def test_a_view_is_saved_used_listed_and_deleted(run: Run) -> None:
    run("add", "Dana", "--city", "Tel Aviv", "--tag", "vip")
    run("add", "Avi", "--city", "Haifa")
    saved = run("view", "save", "Tel Aviv people", "city:Tel Aviv", "--fields", "name,city", "--sort", "-name")
    assert saved == (0, "", "saved view:1 Tel Aviv people\n")
    assert run("contact", "list", "--view", "tel aviv PEOPLE") == (0, "Dana\tTel Aviv\n", "")
    assert run("contact", "list", "not", "+vip", "--view", "tel aviv people") == (0, "", "")
    assert run("contact", "list", "--view", "tel aviv people", "--fields", "id", "--sort", "name") == (0, "1\n", "")
    assert run("view", "list") == (
        0, '1\tTel Aviv people\tcontact\tcity:"Tel Aviv"\tname,city\t-name\n', ""
    )  # fmt: skip
    assert run("company", "list", "--view", "tel aviv people")[0] == 2
    assert run("view", "delete", "tel aviv people")[0] == 0
    code, _, err = run("contact", "list", "--view", "tel aviv people")
    assert (code, err.partition(";")[0]) == (3, "smallcrm: there is no view 'tel aviv people'")


def test_a_view_that_cannot_be_answered_is_not_saved(run: Run) -> None:
    assert run("view", "save", "bad", "nofield:1")[0] == 2
    assert run("view", "save", "bad", "--of", "nothing")[0] == 2
    assert run("view", "list")[:2] == (0, "")


def test_tags_are_listed_renamed_given_a_cadence_and_deleted(run: Run) -> None:
    run("add", "Dana", "--tag", "vip", "--tag", "new")
    assert run("tag", "list", "--fields", "name,contacts") == (0, "new\t1\nvip\t1\n", "")
    assert run("tag", "edit", "vip", "--cadence", "90d") == (0, "", "changed tag:1 vip\n")
    assert run("tag", "edit", "vip", "--cadence", "90d") == (0, "", "unchanged tag:1 vip\n")
    assert run("contact", "list", "--fields", "touch_due") == (0, "2027-02-25\n", "")
    code, _, err = run("tag", "edit", "vip", "--rename", "new")
    assert (code, err) == (4, "smallcrm: there is a tag new already; --merge makes the two one\n")
    assert run("tag", "edit", "vip", "--rename", "new", "--merge") == (0, "", "changed tag:2 new\n")
    assert run("tag", "delete", "NEW") == (0, "", "deleted tag:2 new\n")
    assert run("tag", "list") == (0, "", "")
    assert run("undo")[0] == 0
    assert run("tag", "list", "--ids") == (0, "2\n", "")
    assert run("tag", "edit", "nothing", "--cadence", "off")[0] == 3


def test_duplicates_are_listed_group_by_group_with_the_way_to_merge_them(run: Run) -> None:
    run("add", "Dana Cohen dana@x.example", "--phone", "04-5550100")
    run("add", "Dana", "--email", "dana@x.example", "--force")
    run("add", "Avi Cohen", "--phone", "04-5550100")
    code, out, err = run("contact", "duplicates")
    assert code == 0
    assert out == (
        "contact:1\tDana Cohen\t\t1\tcertain\tthe same e-mail dana@x.example\n"
        "contact:2\tDana\t\t1\tcertain\tthe same e-mail dana@x.example\n"
    )
    assert err == "smallcrm contact merge 2 --into 1 makes two one; -n shows how\n"
    assert "shares phone 04-5550100" in run("contact", "duplicates", "--min", "shared")[1]
    assert run("contact", "duplicates", "--ids", "--min", "certain") == (0, "contact:1\ncontact:2\n", err)
    assert run("contact", "duplicates", "--min", "perhaps")[0] == 2
    assert run("company", "duplicates") == (0, "", "no company seems to be there twice\n")


def test_a_merge_is_tried_done_and_undone(run: Run) -> None:
    run("add", "Dana Cohen", "--city", "Haifa")
    run("add", "Dana", "--city", "Nesher", "--source", "web", "--phone", "050-1234567")
    told = (
        "contact:2 Dana into contact:1 Dana Cohen\n"
        "  moved: channels 1\n  taken: source\n  noted: City: Nesher\n  noted: Name: Dana\n"
    )
    assert run("contact", "merge", "2", "--into", "Dana Cohen", "-n") == (0, "", f"would merge {told}")
    assert run("contact", "list", "--ids")[1] == "2\n1\n"
    assert run("contact", "merge", "2", "--into", "1") == (0, "", f"merged {told}changed contact:1 Dana Cohen\n")
    assert run("contact", "list", "--fields", "id,city,source,phone") == (0, "1\tHaifa\tweb\t050-1234567\n", "")
    assert run("undo")[0] == 0
    assert run("contact", "list", "--ids")[1] == "2\n1\n"


def test_a_merge_tells_in_words_of_people_what_goes_over(run: Run) -> None:
    run("add", "Dana Cohen")
    run("add", "Dana", "--kind", "customer", "--company", "Acme")
    run("todo", "2", "call", "--due", "fri")
    told = run("contact", "merge", "2", "--into", "1", "-n")[2]
    assert "  moved: follow-ups 1\n  taken: company, kind\n" in told


def test_companies_are_merged_alike(run: Run) -> None:
    run("company", "add", "Acme Ltd")
    run("company", "add", "ACME", "--force")
    assert run("company", "duplicates", "--ids")[1] == "company:1\ncompany:2\n"
    assert run("company", "merge", "1", "--into", "2")[0] == 0
    assert run("company", "list", "--ids") == (0, "2\n", "")


def test_restoring_someone_whose_email_is_taken_is_exit_4_and_names_the_merge(run: Run) -> None:
    run("add", "Dana dana@x.example")
    run("contact", "delete", "1")
    run("add", "Dana Cohen dana@x.example")
    code, out, err = run("contact", "restore", "1")
    assert (code, out) == (4, "")
    assert "smallcrm contact merge 1 --into 2" in err
    assert run("contact", "merge", "1", "--into", "2")[0] == 0
    run("undo")
    assert run("contact", "restore", "1", "--force")[0] == 0


def test_tags_fields_views_and_channels_answer_to_their_references(run: Run) -> None:
    run("add", "Dana", "--tag", "vip", "--email", "dana@x.example")
    run("field", "add", "Shoe size")
    run("view", "save", "Best", "+vip")
    assert run("tag", "edit", "tag:1", "--rename", "VIP")[2] == "changed tag:1 VIP\n"
    assert run("field", "edit", "field:1", "--label", "Size")[2] == "changed field:1 Size\n"
    assert run("contact", "list", "--view", "view:1", "--ids") == (0, "1\n", "")
    assert run("view", "delete", "view:1")[2] == "deleted view:1 Best\n"
    assert run("show", "channel:1", "--fields", "owner,value") == (0, "contact:1\tdana@x.example\n", "")
    assert run("contact", "show", "channel:1")[0] == 2
