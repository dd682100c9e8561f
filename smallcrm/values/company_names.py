"""Names of companies: what they are called, whatever their legal form, and where they are on the web."""

import re

_LEGAL = """
    ltd limited inc incorporated llc llp lp plc corp corporation co company gmbh ag kg ohg ug sa sas sarl srl spa bv nv
    oy ab as aps pty pte kft sro doo בעמ חברת חברה
"""
_LEGAL_FORMS = frozenset(_LEGAL.split())


def distinctive_words(folded_name: str) -> tuple[str, ...]:
    """The words of a folded name without its legal form (Ltd, GmbH, בע"מ); all of them when nothing else is left."""
    words = re.findall(r"[^\W_]+", folded_name.replace(".", ""))
    return tuple(word for word in words if word not in _LEGAL_FORMS) or tuple(words)


def web_domain(text: str) -> str:
    """The domain of a web address or a bare domain, as a key: `https://www.Acme.example/he` gives acme.example."""
    host = re.sub(r"^[a-z][a-z0-9+.-]*://", "", text.strip().lower())
    return re.split(r"[/?#:]", host, maxsplit=1)[0].removeprefix("www.").rstrip(".")
