"""Web addresses and domains, as people type them."""

import re

from smallcrm.values.company_names import web_domain

ADDRESS_EXAMPLE = "give an address such as https://example.com"
DOMAIN_EXAMPLE = "give a domain such as example.com"

_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"


def read_web_address(text: str) -> str | None:
    """The address with its scheme, https where none is written; None when it cannot be one."""
    if any(sign.isspace() for sign in text) or "." not in text:
        return None
    return text if "://" in text else f"https://{text}"


def read_domain(text: str) -> str | None:
    """The domain of a web address or a bare one, in small letters and without `www.`; None when it cannot be one."""
    domain = web_domain(text)
    return domain if re.fullmatch(rf"(?:{_LABEL}\.)+{_LABEL}", domain) else None
