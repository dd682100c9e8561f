"""What the studio sells: deals in every stage, and a year of deals won and lost."""

from collections.abc import Sequence
from typing import NamedTuple


class Sale(NamedTuple):
    """A deal; `moves` are the stages it entered, each so many days ago, and `close` the days until it should close."""

    handle: str
    who: str
    title: str
    amount: str
    moves: Sequence[tuple[int, str]]
    close: int | None = None
    probability: int | None = None
    lost: tuple[str, str] = ("", "")
    source: str = ""
    tags: Sequence[str] = ()


OPEN_SALES = (
    Sale("sale-hila", "hila", "עוגה לברית", "850", ((2, "New"),), close=5, source="google"),
    Sale("sale-omri", "omri", "עוגת בר מצווה", "", ((16, "New"),)),
    Sale("sale-noa", "noa", "עוגה ערומה לחתונה", "4200", ((30, "New"), (9, "Qualified")), close=60, tags=("wedding",)),
    Sale("sale-vered", "hotel", "ארוחות בוקר: מאפים יומיים", "18,000", ((70, "New"), (40, "Qualified")), close=-3),
    Sale("sale-maya", "maya", "עוגת חתונה ל-120 אורחים", "6500", ((25, "New"), (20, "Qualified"), (12, "Proposal")),
         close=20, source="אולמי הכרמל", tags=("wedding",)),
    Sale("sale-emily", "emily", "Wedding cake, Haifa in spring", "$1,450", ((40, "New"), (27, "Proposal")),
         close=30, probability=65),
    Sale("sale-ilan", "ilan", "עוגות אישיות לסניף השני", "9,600",
         ((91, "New"), (80, "Qualified"), (50, "Proposal"), (6, "Negotiation")), close=10, tags=("wholesale",)),
    Sale("sale-kevin", "kevin", "Launch party for 250", "€5,200", ((22, "Qualified"), (15, "Proposal")), close=45),
    Sale("sale-nadav", "nadav", "עוגת טי-רקס", "620", ((16, "New"), (13, "Proposal"), (4, "Negotiation")), close=3),
)  # fmt: skip

CLOSED_SALES = (
    Sale("sale-dana", "dana", "עוגת החתונה של דנה ויואב", "3,400",
         ((236, "New"), (226, "Proposal"), (219, "Negotiation"), (205, "Won")), tags=("wedding",)),
    Sale("sale-fatima", "fatima", "מסיבת אירוסין", "5,100", ((289, "New"), (286, "Proposal"), (270, "Won"))),
    Sale("sale-adi", "adi", "Monthly happy hour, a year", "21,600",
         ((285, "Qualified"), (278, "Proposal"), (262, "Won"))),
    Sale("sale-gali", "gali", "סדנת קישוט עוגיות", "2,375", ((144, "New"), (136, "Proposal"), (128, "Won"))),
    Sale("sale-ronit", "ronit", "קינוחים לשמונים", "3,200", ((66, "Qualified"), (62, "Won"))),
    Sale("sale-nimrod", "nimrod", "עוגות גזר, הזמנה קבועה", "7,800", ((101, "Proposal"), (95, "Won"))),
    Sale("sale-shira", "shira", "בת מצווה", "2,200", ((32, "New"), (29, "Proposal"), (21, "Won"))),
    Sale("sale-james", "james", "Birthday by post to Leeds", "£180", ((300, "New"), (296, "Won"))),
    Sale("sale-david", "david", "עוגה לחנוכת הבית", "900", ((120, "New"), (110, "Proposal"), (90, "Lost")),
         lost=("price", "מצא במאפייה ליד הבית")),
    Sale("sale-lior", "lior", "חתונה של ליאור", "5,500", ((210, "New"), (200, "Proposal"), (180, "Lost")),
         lost=("competitor", "")),
    Sale("sale-eitan", "eitan", "יום כיף בעבודה", "", ((160, "New"), (130, "Lost")), lost=("no answer", "")),
    Sale("sale-marc", "hotel", "עוגת שנה ללובי", "2,800", ((50, "Qualified"), (35, "Lost")),
         lost=("timing", "בשנה הבאה")),
    Sale("sale-yael", "yael", "ברית בבית", "700", ((75, "New"), (70, "Lost")), lost=("other", "הברית נדחתה ובוטלה")),
)  # fmt: skip

SALES = (*CLOSED_SALES, *OPEN_SALES)
