"""E-mail addresses: kept as typed, compared by key."""

import re
import unicodedata

from smallcrm.errors import UsageError

_SHAPE = r"[^\s@<>,;\x00-\x1f]+@[^\s@<>,;\x00-\x1f]+"
_FREE_MAIL = """
    gmail.com googlemail.com walla.co.il walla.com hotmail.com hotmail.co.il outlook.com outlook.co.il live.com msn.com
    yahoo.com yahoo.co.uk yahoo.fr ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.com gmx.de
    gmx.net web.de mail.com mail.ru yandex.com yandex.ru zoho.com fastmail.com hey.com tutanota.com orange.fr free.fr
    013.net 013.net.il 012.net.il bezeqint.net netvision.net.il inter.net.il zahav.net.il nana.co.il nana10.co.il
    barak.net.il smile.net.il t-online.de libero.it qq.com 163.com 126.com
"""
_FREE_MAIL_DOMAINS = frozenset(_FREE_MAIL.split())


def parse_email(text: str) -> str:
    """The address as typed, trimmed; UsageError unless it is a name, one @ and a domain without blanks."""
    address = text.strip()
    if not looks_like_email(address):
        raise UsageError(f"{text!r} is not an e-mail address", hint="write it as name@example.com")
    return address


def looks_like_email(text: str) -> bool:
    """Whether `text` has the shape of one address."""
    return "@" in text and re.fullmatch(_SHAPE, text.strip()) is not None


def email_key(text: str) -> str:
    """What addresses are compared by: compatibility forms and letter case do not count."""
    return unicodedata.normalize("NFKC", text.strip()).casefold()


def email_domain(text: str) -> str:
    """What follows the @, as a key; "" when there is none."""
    return email_key(text).rpartition("@")[2] if "@" in text else ""


def is_free_mail_domain(domain: str) -> bool:
    """Whether the domain gives addresses to everyone, so that it names no company."""
    return email_key(domain) in _FREE_MAIL_DOMAINS
