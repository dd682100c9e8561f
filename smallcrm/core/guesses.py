"""The first settings of a new business, guessed from the machine's locale and time zone."""

from collections.abc import Mapping

from smallcrm.core.zones import guess_zone
from smallcrm.values.currencies import currency_for_country

_DEFAULT_COUNTRY = "IL"
_DEFAULT_CURRENCY = "USD"
_COUNTRY_OF_ZONE = {"Asia/Jerusalem": "IL", "Asia/Tel_Aviv": "IL", "Israel": "IL"}
_COUNTRY_OF_LANGUAGE = {"he": "IL", "iw": "IL"}
_LOST_REASONS = "price,competitor,no budget,no answer,timing,other"
_MONTH_FIRST = frozenset({"US", "PH", "FM", "PW", "MH"})
_YEAR_FIRST = frozenset({"CN", "JP", "KR", "HU", "LT", "TW", "MN"})
_SUNDAY_FIRST = frozenset({"IL", "US", "CA", "MX", "BR", "JP", "KR", "TW", "IN", "PH", "ZA", "AU"})
_SUNDAY_TO_THURSDAY = frozenset({"IL", "EG", "JO", "KW", "SA", "QA", "BH", "OM"})


def guess_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """Every setting as text, by key."""
    zone = guess_zone(environ)
    country = guess_country(environ, zone)
    return {
        "currency": currency_for_country(country) or _DEFAULT_CURRENCY,
        "country": country,
        "date_order": _date_order(country),
        "week_start": "sun" if country in _SUNDAY_FIRST else "mon",
        "working_days": "mon,tue,wed,thu,sun" if country in _SUNDAY_TO_THURSDAY else "mon,tue,wed,thu,fri",
        "days_off": "",
        "time_zone": zone,
        "lost_reasons": _LOST_REASONS,
    }


def guess_country(environ: Mapping[str, str], zone: str) -> str:
    """The two letters of the country that the locale or the time zone names."""
    for variable in ("LC_ALL", "LC_MONETARY", "LC_TIME", "LANG"):
        language, _, region = environ.get(variable, "").partition(".")[0].partition("@")[0].partition("_")
        if len(region) == 2:
            return region.upper()
        if language in _COUNTRY_OF_LANGUAGE:
            return _COUNTRY_OF_LANGUAGE[language]
    return _COUNTRY_OF_ZONE.get(zone, _DEFAULT_COUNTRY)


def _date_order(country: str) -> str:
    if country in _MONTH_FIRST:
        return "mdy"
    return "ymd" if country in _YEAR_FIRST else "dmy"
