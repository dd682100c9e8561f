"""Other programs' exports, as data: how to recognise each by its column names, and what its columns mean.

Only what the alias table does not know stands here. A target may end in a sign: `+` appends to what other
columns gave the field, `~` is a repetition that counts only where they gave nothing. No target: left unmapped.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from smallcrm.errors import UsageError
from smallcrm.interchange.fields import COMPANIES, CONTACTS, DEALS
from smallcrm.interchange.headers import header_key

_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


class Profile(NamedTuple):
    """One program's export. `signature` and all column names are written as `header_key` writes them."""

    name: str
    signature: frozenset[str]
    columns: Mapping[str, str] = _NO_COLUMNS
    dropped: frozenset[str] = frozenset()
    kind: str = ""
    prefix: str = ""
    tag_separator: str = ""
    joins_values: bool = True


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GOOGLE_ADDRESS = {
    "address1street": "address",
    "address1extendedaddress": "address+",
    "address1pobox": "address+",
    "address1formatted": "address~",
    "address1city": "city",
    "address1postalcode": "postal_code",
    "address1country": "country",
    "location": "",
}
_SALESFORCE_IDS = _names("id contactid accountid leadid ownerid createdbyid lastmodifiedbyid masterrecordid")

PROFILES = (
    Profile("smallcrm", _names("uid name"), tag_separator=",", joins_values=False),
    Profile(
        "atomic",
        _names("firstname lastname firstseen lastseen salesid"),
        dropped=_names("id companyid salesid nbtasks"),
        kind=CONTACTS,
    ),
    Profile(
        "google",
        _names("fileas organizationname labels"),
        _GOOGLE_ADDRESS,
        dropped=_names("address1label"),
        kind=CONTACTS,
        tag_separator=":::",
    ),
    Profile(
        "google-old",
        _names("givenname familyname groupmembership"),
        {**_GOOGLE_ADDRESS, "occupation": "job_title~"},
        dropped=_names("address1type organization1type"),
        kind=CONTACTS,
        tag_separator=":::",
    ),
    Profile(
        "outlook",
        _names("firstname lastname businessstreet homestreet"),
        {
            "title": "",
            "location": "",
            "account": "",
            "businessstreet2": "address+",
            "businessstreet3": "address+",
            "assistantsphone": "phone_other",
            "callback": "phone_other",
            "radiophone": "phone_other",
            "pager": "phone_other",
            "ttytddphone": "phone_other",
        },
        dropped=_names(
            "emailtype email2type email3type emaildisplayname email2displayname email3displayname "
            "priority private sensitivity initials"
        ),
        kind=CONTACTS,
    ),
    Profile(
        "hubspot-deals",
        _names("recordid dealname dealstage"),
        dropped=_names("recordid associatedcontactids associatedcompanyids"),
        kind=DEALS,
    ),
    Profile(
        "hubspot-companies",
        _names("recordid companyname companydomainname"),
        dropped=_names("recordid associatedcontactids associateddealids"),
        kind=COMPANIES,
    ),
    Profile(
        "hubspot",
        _names("recordid firstname lastname phonenumber"),
        {"additionalemailaddresses": "email", "jobtitle": "job_title", "associatedcompanyname": "company~"},
        dropped=_names("recordid associatedcompanyids emaildomain"),
        kind=CONTACTS,
    ),
    Profile(
        "pipedrive-deals",
        _names("dealtitle dealstage"),
        dropped=_names("dealid personid organizationid"),
        kind=DEALS,
        prefix="Deal - ",
    ),
    Profile(
        "pipedrive",
        _names("personname"),
        dropped=_names("personid organizationid id"),
        kind=CONTACTS,
        prefix="Person - ",
    ),
    Profile(
        "pipedrive-companies",
        _names("organizationname organizationid"),
        dropped=_names("organizationid id"),
        kind=COMPANIES,
        prefix="Organization - ",
    ),
    Profile(
        "zoho",
        _names("recordid contactowner lastname"),
        {"tag": "tags", "otherstreet": "", "secondaryemail": "email_other"},
        dropped=_names("recordid contactownerid accountnameid createdbyid modifiedbyid"),
        kind=CONTACTS,
    ),
    Profile(
        "salesforce",
        _names("lastname mailingstreet"),
        {"mailingzippostalcode": "postal_code", "mailingcountry": "country"},
        dropped=_SALESFORCE_IDS | _names("isdeleted systemmodstamp"),
        kind=CONTACTS,
    ),
    Profile(
        "salesforce-companies",
        _names("accountname billingstreet"),
        {"billingzippostalcode": "postal_code"},
        dropped=_SALESFORCE_IDS,
        kind=COMPANIES,
    ),
    Profile(
        "linkedin",
        _names("firstname lastname url connectedon"),
        {"url": "social_linkedin"},
        kind=CONTACTS,
    ),
    Profile(
        "thunderbird",
        _names("displayname primaryemail workphone"),
        {"homeaddress2": "address+", "pagernumber": "phone_other", "screenname": "", "birthday": "day_of_birth"},
        kind=CONTACTS,
    ),
)
NO_PROFILE = Profile("", frozenset())


def find_profile(name: str, headers: Sequence[str]) -> Profile:
    """The profile called `name`; `auto` is the first whose signature these headers hold, `none` no profile."""
    if name == "none":
        return NO_PROFILE
    if name == "auto":
        keys = frozenset(map(header_key, headers))
        return next((profile for profile in PROFILES if profile.signature <= keys), NO_PROFILE)
    known = {profile.name: profile for profile in PROFILES}
    if name not in known:
        raise UsageError(f'there is no profile "{name}"', hint=f"profiles: auto, none, {', '.join(known)}")
    return known[name]
