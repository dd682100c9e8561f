"""The currencies of ISO 4217: active codes, minor digits, signs, and which country pays with which."""

_ACTIVE = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
    CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF
    IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD
    MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB
    RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD
    UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
_CODES = frozenset(_ACTIVE.split())
WITHOUT_MINOR = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"]
)
"""Currencies of whole units only."""

WITH_THREE = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
"""Currencies whose unit has a thousand parts."""

SIGNS = {
    "ILS": "₪", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "RUB": "₽", "KRW": "₩", "TRY": "₺",
    "UAH": "₴", "THB": "฿", "VND": "₫", "PHP": "₱", "NGN": "₦", "KZT": "₸", "GEL": "₾", "BRL": "R$",
}  # fmt: skip
_WORDS = {
    "ILS": 'NIS ש"ח ש״ח שח שקל שקלים',
    "USD": "US$ DOLLAR DOLLARS דולר דולרים",
    "EUR": "EURO EUROS אירו יורו",
    "GBP": "POUND POUNDS",
    "PLN": "ZŁ",
    "CZK": "KČ",
}
_KNOWN_AS = {sign: code for code, sign in SIGNS.items()} | {
    word: code for code, words in _WORDS.items() for word in words.split()
}

# Most codes begin with their country's; these countries pay with another's money.
_SHARED = {
    "EUR": "AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK",
    "USD": "AS EC FM GU MH MP PR PW SV TC TL VG VI",
    "XOF": "BF BJ CI GW ML NE SN TG",
    "XAF": "CF CG CM GA GQ TD",
    "XCD": "AG AI DM GD KN LC MS VC",
    "XPF": "NC PF WF",
    "XCG": "CW SX",
    "AUD": "KI NR TV",
    "NZD": "CK NU",
    "CHF": "LI",
    "DKK": "FO GL",
    "GBP": "GG IM JE",
    "ILS": "PS",
    "MAD": "EH",
}


def currency_code(text: str) -> str | None:
    """The ISO code that a code, sign or name in any case means, or None."""
    typed = text.upper()
    return typed if typed in _CODES else _KNOWN_AS.get(typed)


def minor_digits(currency: str) -> int:
    """How many decimals the currency has: 2 for ILS, 0 for JPY, 3 for KWD."""
    if currency in WITHOUT_MINOR:
        return 0
    return 3 if currency in WITH_THREE else 2


def currency_for_country(country: str) -> str | None:
    """The currency of a country given by its ISO 3166 code (`IL`), or None when it is not known."""
    code = country.strip().upper()
    for currency, countries in _SHARED.items():
        if code in countries.split():
            return currency
    return next((currency for currency in _CODES if len(code) == 2 and currency.startswith(code)), None)
