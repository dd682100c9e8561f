"""Links: the form in which web addresses and names on other networks are compared."""

from smallcrm.text.fold import fold

_SCHEMES = ("https://", "http://")


def link_key(text: str) -> str:
    """A link without what does not tell it from others: scheme, `www.`, the last slash, case."""
    folded = fold(text)
    for scheme in _SCHEMES:
        folded = folded.removeprefix(scheme)
    return folded.removeprefix("www.").rstrip("/")
