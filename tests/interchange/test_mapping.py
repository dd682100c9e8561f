"""Which column means which field, and what a row becomes."""

from typing import Any

import pytest

from smallcrm.errors import UsageError
from smallcrm.interchange.csv_reader import Row
from smallcrm.interchange.fields import FIELDS, parse_target
from smallcrm.interchange.headers import header_fingerprint, header_key
from smallcrm.interchange.mapping import Mapping, build_mapping
from smallcrm.interchange.profiles import PROFILES
from smallcrm.interchange.raw_records import RawChannel, RawRecord

UID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


def fields(headers: str, *samples: list[str], **options: Any) -> list[str]:
    return [column.field for column in build_mapping(headers.split(","), samples, **options).columns]


def read(headers: str, cells: list[str], *overrides: str) -> RawRecord:
    names = headers.split(",")
    return build_mapping(names, [cells], overrides=overrides).read(Row(2, cells))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("E-mail Address", "email_1"),
        ("EMAIL_ADDRESS", "email_1"),
        ("emailAddress", "email_1"),
        ("Tel.", "phone_1"),
        ("Phone Number", "phone_1"),
        ("First Name", "given_name"),
        ("Surname", "family_name"),
        ("Company Name", "company"),
        ("Job Title", "job_title"),
        ("Zip Code", "postal_code"),
        ("Date of Birth", "birthday"),
        ("Last Contacted", "last_contacted"),
        ("WhatsApp", "whatsapp_1"),
        ("LinkedIn URL", "social_1"),
        ("שם פרטי", "given_name"),
        ("שם משפחה", "family_name"),
        ("טלפון", "phone_1"),
        ("מס' טלפון", "phone_1"),
        ('דוא"ל', "email_1"),
        ("דוא״ל", "email_1"),
        ("דואר אלקטרוני", "email_1"),
        ("מייל", "email_1"),
        ("אימייל", "email_1"),
        ("שם החברה", "company"),
        ("ארגון", "company"),
        ("תפקיד", "job_title"),
        ("כתובת", "address"),
        ("עיר", "city"),
        ("מיקוד", "postal_code"),
        ("ת. לידה", "birthday"),
        ("תאריך לידה", "birthday"),
        ("תגיות", "tags"),
        ("הערות", "notes"),
        ("\u200fהערות\u00a0", "notes"),
    ],
)
def test_a_column_is_known_by_its_name(header: str, field: str) -> None:
    assert fields(f"name,{header}") == ["name", field]


@pytest.mark.parametrize(
    ("header", "field", "label"),
    [
        ("Work Phone", "phone_1", "work"),
        ("email_work", "email_1", "work"),
        ("Home Phone 2", "phone_1", "home"),
        ("Mobile", "phone_1", "mobile"),
        ("Cell phone", "phone_1", "mobile"),
        ("Business Fax", "phone_1", "fax"),
        ("Primary Phone", "phone_1", "main"),
        ("נייד", "phone_1", "mobile"),
        ("טלפון נייד", "phone_1", "mobile"),
        ("טלפון בעבודה", "phone_1", "work"),
        ("פקס", "phone_1", "fax"),
        ("Email - Work", "email_1", "work"),
    ],
)
def test_a_channel_takes_its_label_from_the_name(header: str, field: str, label: str) -> None:
    column = build_mapping(["name", header], []).columns[1]
    assert (column.field, column.label) == (field, label)


def test_two_columns_of_one_name_are_two_channels() -> None:
    assert fields("Name,Phone,Phone") == ["name", "phone_1", "phone_2"]


@pytest.mark.parametrize("headers", ["Phone 1 - Label,Phone 1 - Value", "Phone 1 - Type,Phone 1 - Value"])
def test_a_label_column_before_its_value_is_a_label(headers: str) -> None:
    record = read(f"Name,{headers}", ["Dana", "Mobile", "050-1234567"])
    assert record.channels == [RawChannel("phone", "050-1234567", "mobile")]


def test_a_label_column_behind_its_value_is_a_label() -> None:
    record = read(
        "name,email_1,email_1_label,email_2,email_2_label",
        ["Dana", "d@x.example", "בוס", "e@x.example", "work"],
    )
    assert record.channels == [
        RawChannel("email", "d@x.example", "בוס"),
        RawChannel("email", "e@x.example", "work"),
    ]


def test_labels_of_unnumbered_columns_go_to_their_neighbours() -> None:
    headers = "Name,Phone,Phone Type,Phone,Phone Type"
    record = read(headers, ["Dana", "1", "Home", "2", "Work"])
    assert [(channel.value, channel.label) for channel in record.channels] == [("1", "home"), ("2", "work")]


def test_a_label_without_a_value_column_is_unmapped() -> None:
    assert fields("Name,Phone Type") == ["name", ""]


def test_an_empty_header_is_known_by_the_shape_of_its_cells() -> None:
    samples = (["Dana", "d@x.example", "050-1234567", "x"], ["Bo", "", "+44 20 7946 0000", ""])
    assert fields("Name,,,", *samples) == ["name", "email_1", "phone_1", ""]


@pytest.mark.parametrize("cell", ["12345678", "2024-08-13", "12.03.1990", "12,500", "x"])
def test_numbers_and_dates_are_not_taken_for_phones(cell: str) -> None:
    assert fields("Name,Thing", ["Dana", cell]) == ["name", ""]


def test_cells_without_a_field_are_kept_with_their_header() -> None:
    record = read("Name,Shoe size,", ["Dana", "38", "x"])
    assert record.extra == [("Shoe size", "38"), ("column 3", "x")]


def test_another_programs_uid_is_not_ours() -> None:
    assert fields("uid,name", ["17", "Dana"]) == ["", "name"]
    assert fields("uid,name", [UID, "Dana"]) == ["uid", "name"]


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("name,email", "contacts"),
        ("First Name,Last Name,Company", "contacts"),
        ("Name,Company", "contacts"),
        ("Company,Phone", "companies"),
        ("name,domain,tax_id", "companies"),
        ("שם החברה,ח.פ,טלפון", "companies"),
        ("Name,Company,Industry", "contacts"),
    ],
)
def test_the_kind_is_told_by_the_columns(headers: str, kind: str) -> None:
    assert build_mapping(headers.split(","), []).kind == kind


def test_a_company_has_its_own_fields() -> None:
    expected = ["name", "tax_id", "website", "phone_1"]
    assert fields("Account Name,VAT Number,Website,Phone", kind="companies") == expected


def test_a_person_overrules_by_name_and_by_number() -> None:
    record = read("Kunde,Nummer,Email", ["Dana", "12", "d@x.example"], "kunde=name", "2=phone_work", "Email=")
    assert record.fields == {"name": "Dana"}
    assert record.channels == [RawChannel("phone", "12", "work")]
    assert record.extra == []


def test_a_column_named_by_a_number_is_found_by_its_name_first() -> None:
    assert fields_of(build_mapping(["a", "1"], [], overrides=["1=name"])) == ["", "name"]


def fields_of(mapping: Mapping) -> list[str]:
    return [column.field for column in mapping.columns]


@pytest.mark.parametrize("override", ["Nothing=name", "7=name", "0=name", "=name"])
def test_an_unknown_column_is_refused_with_the_columns(override: str) -> None:
    with pytest.raises(UsageError) as caught:
        build_mapping(["Name", "Phone"], [], overrides=[override])
    assert caught.value.hint == "columns: 1 Name, 2 Phone"


@pytest.mark.parametrize("field", ["nmae", "phone_lable", "name_2", "domain"])
def test_an_unknown_field_is_refused_with_the_fields(field: str) -> None:
    with pytest.raises(UsageError, match=field) as caught:
        build_mapping(["Name"], [], overrides=[f"Name={field}"])
    assert "given_name" in caught.value.hint


def test_an_override_without_a_sign_is_refused() -> None:
    with pytest.raises(UsageError, match="is not Column=field"):
        build_mapping(["Name"], [], overrides=["Name"])


@pytest.mark.parametrize("options", [{"profile": "klingon"}, {"kind": "klingon"}])
def test_an_unknown_profile_or_kind_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="klingon"):
        build_mapping(["Name"], [], **options)


def test_a_table_that_names_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="1 City, 2 Phone"):
        build_mapping(["City", "Phone"], [])


def test_google_joins_values_and_marks_the_primary() -> None:
    record = read(
        "First Name,Last Name,File As,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,"
        "Address 1 - Formatted,Address 1 - Street,Address 1 - City,Custom Field 1 - Value",
        [
            *("Ana", "García", "", "Acme", "Friends, old ::: * myContacts", "* Work", "a@x.example ::: b@x.example"),
            *("1 Main St\nSpringfield", "1 Main St", "Springfield", "38"),
        ],
    )
    assert record.tags == ["Friends, old"]
    assert record.channels == [
        RawChannel("email", "a@x.example", "work", primary=True),
        RawChannel("email", "b@x.example", "work"),
    ]
    assert (record.fields["address"], record.fields["company"]) == ("1 Main St", "Acme")
    assert record.extra == [("Custom Field 1 - Value", "38")]


def test_a_formatted_address_counts_where_there_is_no_street() -> None:
    record = read(
        "First Name,File As,Organization Name,Labels,Address 1 - Formatted,Address 1 - Street",
        ["Ana", "", "", "", "1 Main St\nSpringfield", ""],
    )
    assert record.fields["address"] == "1 Main St\nSpringfield"


def test_atomic_crms_ids_are_not_taken() -> None:
    record = read(
        "id,first_name,last_name,first_seen,last_seen,status,tags,company_id,sales_id,company_name,company,email_home",
        [
            *("2", "Shelley", "Kerluke", "2024-08-13T18:04:34.666+00:00", "2024-08-14T11:39:02.318+00:00"),
            *("warm", "vip, football-fan", "1", "1", "Gottlieb", "Gottlieb", "s@x.example"),
        ],
    )
    assert record.fields == {
        "given_name": "Shelley",
        "family_name": "Kerluke",
        "created_at": "2024-08-13T18:04:34.666+00:00",
        "last_contacted": "2024-08-14T11:39:02.318+00:00",
        "company": "Gottlieb",
    }
    assert record.tags == ["vip", "football-fan"]
    assert record.channels == [RawChannel("email", "s@x.example", "home")]
    assert record.extra == [("status", "warm")]


def test_our_own_values_are_never_taken_apart() -> None:
    record = read("uid,name,email_1,phone_1", [UID, "Dana", "a@x.example, b@x.example", "03-1;2 ::: 3"])
    assert [channel.value for channel in record.channels] == ["a@x.example, b@x.example", "03-1;2 ::: 3"]


@pytest.mark.parametrize(
    ("profile", "headers", "expected"),
    [
        (
            "outlook",
            "Title,First Name,Last Name,Business Street,Business Street 2,Home Street,E-mail Address,E-mail Type",
            ["", "given_name", "family_name", "address", "address", "address", "email_1", ""],
        ),
        (
            "hubspot",
            "Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Create Date",
            ["", "given_name", "family_name", "email_1", "phone_1", "kind", "created_at"],
        ),
        (
            "hubspot-companies",
            "Record ID,Company name,Company Domain Name,Phone Number,City",
            ["", "name", "domain", "phone_1", "city"],
        ),
        (
            "hubspot-deals",
            "Record ID,Deal Name,Deal Stage,Close Date,Amount,Associated Company,Pipeline",
            ["", "title", "stage", "close", "amount", "company", "pipeline"],
        ),
        (
            "pipedrive-deals",
            "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Status,"
            "Deal - Organization,Deal - Contact person,Deal - Expected close date,Deal - Lost reason,"
            "Deal - Deal created,Person - Email",
            [
                "",
                "title",
                "amount",
                "currency",
                "stage",
                "status",
                "company",
                "contact",
                "close",
                "lost_reason",
                "created_at",
                "contact_email",
            ],
        ),
        (
            "pipedrive",
            "Person - Name,Person - Label,Person - Organization,Person - Email - Work,Person - Phone,Person - ID",
            ["name", "tags", "company", "email_1", "phone_1", ""],
        ),
        (
            "salesforce",
            "Last Name,First Name,Account Name,Mailing Street,Mailing City,Mailing Zip/Postal Code,Mobile,Title",
            ["family_name", "given_name", "company", "address", "city", "postal_code", "phone_1", "job_title"],
        ),
        (
            "zoho",
            "Record Id,Contact Owner,First Name,Last Name,Account Name,Email,Secondary Email,Tag",
            ["", "", "given_name", "family_name", "company", "email_1", "email_2", "tags"],
        ),
        (
            "linkedin",
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            ["given_name", "family_name", "social_1", "email_1", "company", "job_title", "created_at"],
        ),
        (
            "thunderbird",
            "First Name,Last Name,Display Name,Primary Email,Secondary Email,Work Phone,Mobile Number,Organization,"
            "Birth Year,Birth Month,Birth Day",
            [
                "given_name",
                "family_name",
                "name",
                "email_1",
                "email_2",
                "phone_1",
                "phone_2",
                "company",
                "year_of_birth",
                "month_of_birth",
                "day_of_birth",
            ],
        ),
        (
            "google-old",
            "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name",
            ["name", "given_name", "family_name", "tags", "email_1_label", "email_1", "company"],
        ),
    ],
)
def test_other_programs_exports_are_recognised(profile: str, headers: str, expected: list[str]) -> None:
    mapping = build_mapping(headers.split(","), [])
    assert mapping.profile == profile
    assert fields_of(mapping) == expected


def test_every_profile_speaks_of_fields_that_exist() -> None:
    for profile in PROFILES:
        for key, written in profile.columns.items():
            assert key == header_key(key)
            if written:
                parse_target(written.rstrip("+~"), profile.kind)


@pytest.mark.parametrize("kind", list(FIELDS))
def test_every_field_is_a_column_name_of_itself(kind: str) -> None:
    for field in FIELDS[kind]:
        assert field in fields(f"{'at' if kind == 'interactions' else 'name'},{field}", kind=kind)


def test_several_columns_of_one_field_lose_nothing() -> None:
    record = read("Name,Notes,Comments,City,Home City,Work City", ["Dana", "one", "two", "Haifa", "Eilat", "Haifa"])
    assert record.fields == {"name": "Dana", "notes": "one\ntwo", "city": "Haifa"}
    assert record.extra == [("Home City", "Eilat")]


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("a@x.example; b@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example, b@x.example", ["a@x.example", "b@x.example"]),
        ("Dana <a@x.example>", ["Dana <a@x.example>"]),
        ("a@x.example", ["a@x.example"]),
    ],
)
def test_a_cell_of_several_addresses_comes_apart(cell: str, values: list[str]) -> None:
    assert [channel.value for channel in read("Name,Email", ["Dana", cell]).channels] == values


def test_an_extension_stays_with_its_phone() -> None:
    assert read("Name,Phone", ["Dana", "(415) 293-3313 x123"]).channels[0].value == "(415) 293-3313 x123"


def test_the_fingerprint_does_not_depend_on_spelling() -> None:
    assert header_fingerprint(["E-mail", "First_Name"]) == header_fingerprint(["email", "first name"])
    assert header_fingerprint(["email", "name"]) != header_fingerprint(["name", "email"])
