import pytest

from smallcrm.errors import UsageError
from smallcrm.values.emails import email_domain, email_key, is_free_mail_domain, looks_like_email, parse_email


@pytest.mark.parametrize(
    "text", ["dana@x.example", " Dana@X.example ", "a+b@localhost", "דנה@דוגמה.קום", "o'neil@x.example"]
)
def test_an_address_is_kept_as_typed_but_trimmed(text: str) -> None:
    assert parse_email(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", "dana", "@x.example", "dana@", "a@b@c", "da na@x.example", "dana@x example", "a@b,c@d", "<a@b>", "a\x00@b"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    assert not looks_like_email(text)
    with pytest.raises(UsageError) as refusal:
        parse_email(text)
    assert repr(text) in refusal.value.message


def test_letter_case_and_width_do_not_count() -> None:
    assert email_key(" Dana@X.Example ") == email_key("ｄana@x.example") == "dana@x.example"


def test_the_domain_follows_the_at_sign() -> None:
    assert email_domain("Dana@X.Example") == "x.example"
    assert email_domain("dana") == ""


def test_free_mail_names_no_company() -> None:
    assert is_free_mail_domain("Gmail.com")
    assert is_free_mail_domain("walla.co.il")
    assert not is_free_mail_domain("acme.example")
