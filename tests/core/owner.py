"""An owner who does random things of every kind, through the use cases; and what is in their database."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from smallcrm.core.crm import Crm
from smallcrm.core.touches import Touch
from smallcrm.errors import CrmError
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.deals import Stage, StageType
from smallcrm.records.follow_ups import FollowUpKind, NextStep
from smallcrm.records.interactions import InteractionChannel, Outcome, Topic
from smallcrm.records.references import Noun, Reference
from smallcrm.store.connection import Connection
from smallcrm.store.tables import ENTITY_TABLES, JOURNAL_TABLES

NAMES = ["Dana Cohen", "דנה כהן", "Yossi O'Neil", 'קפה "נמרוד"', "José", "Dana", "A B", "李雷"]
WORDS = ["talked about the cake", "הזמנה לחתונה", "no answer", "late", "<b>", "50%"]


def dump(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the journal and the index, without `updated_at` and `version`."""
    found = {}
    for table in connection.column(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search%'"
    ):
        if table in JOURNAL_TABLES:
            continue
        columns = [row[1] for row in connection.rows(f"PRAGMA table_info({table})")]
        kept = [name for name in columns if table not in ENTITY_TABLES or name not in ("updated_at", "version")]
        found[table] = connection.rows(f"SELECT {', '.join(kept)} FROM {table} ORDER BY id")
    return found


class Owner:
    """Does random things, as a person at the keyboard would; what is refused changes nothing."""

    def __init__(self, crm: Crm, seed: int, folder: Path) -> None:
        self.crm = crm
        self.pick = random.Random(seed)
        self.folder = folder
        self.actions: list[Callable[[], object]] = [
            self.add, self.add, self.add_company, self.edit, self.edit, self.move_in, self.tag, self.untag,
            self.delete, self.restore, self.log, self.log, self.log, self.plan, self.plan, self.done, self.done,
            self.snooze, self.cancel, self.edit_follow_up, self.add_channel, self.drop_channel, self.set_cadence,
            self.delete_interaction, self.import_file, self.merge, self.merge_companies, self.delete_company,
            self.add_deal, self.add_deal, self.add_deal, self.edit_deal, self.move_deal, self.move_deal, self.win,
            self.lose, self.reopen, self.delete_deal, self.restore_deal, self.add_stage, self.edit_stage,
            self.move_stage, self.delete_stage, self.edit_tag, self.delete_tag, self.add_field, self.set_field,
            self.set_field, self.delete_field, self.save_view, self.delete_view,
        ]  # fmt: skip

    def write(self) -> None:
        """One write; what the program refuses is tried no further."""
        self.pick.choice(self.actions)()

    def any_id(self, table: str, condition: str = "1") -> int:
        """The id of a random row; CrmError when there is none."""
        ids = self.crm.store.read().column(f"SELECT id FROM {table} WHERE {condition} ORDER BY id")
        if not ids:
            raise CrmError(f"no {table}")
        return int(self.pick.choice(ids))

    def someone(self) -> Reference:
        return Reference(Noun.CONTACT, self.any_id("contact", "deleted_at IS NULL"))

    def step(self) -> NextStep:
        day = self.crm.clock.today() + timedelta(days=self.pick.randint(-20, 20))
        return NextStep(day, title=self.pick.choice(WORDS))

    def add(self) -> None:
        number = self.pick.randint(1, 30)
        self.crm.contacts.add(
            {"name": self.pick.choice(NAMES), "city": "חיפה", "cadence": self.pick.choice(["", "off", "30d"])},
            channels=[NewChannel(ChannelType.EMAIL, f"p{number}@x.example"),
                      NewChannel(ChannelType.PHONE, f"050-12345{number:02}", "work")],
            company=self.pick.choice(["", "", "Acme", 'אלפא בע"מ']),
            tags=self.pick.sample(["vip", "עוגות", "new"], self.pick.randint(0, 2)),
            force=True,
        )  # fmt: skip

    def add_company(self) -> None:
        self.crm.companies.add({"name": f"{self.pick.choice(NAMES)} Ltd", "domain": "x.example"}, force=True)

    def edit(self) -> None:
        field, value = self.pick.choice(
            [("name", self.pick.choice(NAMES)), ("kind", "customer"), ("notes", "one\ntwo"), ("city", ""),
             ("birthday", "--02-29"), ("cadence", "10d"), ("do_not_contact", "asked"), ("do_not_contact", "")]
        )  # fmt: skip
        self.crm.contacts.edit(self.someone().id, {field: value})

    def move_in(self) -> None:
        self.crm.contacts.edit(self.someone().id, {}, company=self.pick.choice(["Acme", "New Place", ""]))

    def tag(self) -> None:
        self.crm.tags.add(self.someone(), self.pick.sample(["vip", "gold", "עוגות"], 2))

    def untag(self) -> None:
        self.crm.tags.remove(self.someone(), ["vip", "gold"])

    def delete(self) -> None:
        self.crm.contacts.delete(self.any_id("contact"))

    def restore(self) -> None:
        self.crm.contacts.restore(self.any_id("contact", "deleted_at IS NOT NULL"))

    def log(self) -> None:
        people = list({self.someone() for _ in range(self.pick.randint(1, 3))})
        touch = Touch(
            self.pick.choice(WORDS),
            self.crm.clock.stamp(),
            channel=self.pick.choice(list(InteractionChannel)),
            topic=self.pick.choice(list(Topic)),
            outcome=self.pick.choice([None, *Outcome]),
        )
        self.crm.interactions.log(people, touch, next_step=self.pick.choice([None, self.step()]))

    def plan(self) -> None:
        who = self.pick.choice([None, self.someone()])
        kind, repeat = self.pick.choice(list(FollowUpKind)), self.pick.choice(["", "", "2w", "1m"])
        self.crm.follow_ups.add(who, self.step(), kind=kind, repeat=repeat)

    def done(self) -> None:
        self.crm.follow_ups.complete(
            self.any_id("follow_up", "status = 'open' AND deleted_at IS NULL"),
            outcome=self.pick.choice([None, *Outcome]),
            next_step=self.pick.choice([None, self.step()]),
        )

    def snooze(self) -> None:
        self.crm.follow_ups.snooze(self.any_id("follow_up"), self.step())

    def cancel(self) -> None:
        self.crm.follow_ups.cancel(self.any_id("follow_up"))

    def edit_follow_up(self) -> None:
        self.crm.follow_ups.edit(self.any_id("follow_up"), {"title": self.pick.choice(WORDS), "due": "2026-12-24"})

    def add_channel(self) -> None:
        new = NewChannel(ChannelType.PHONE, f"04-555{self.pick.randint(1000, 9999)}")
        self.crm.channels.add(self.someone(), new, primary=self.pick.choice([True, False]))

    def drop_channel(self) -> None:
        self.crm.channels.delete(self.any_id("channel"))

    def set_cadence(self) -> None:
        self.crm.settings.set("cadence.customer", self.pick.choice(["off", "14d", "60d"]))

    def delete_interaction(self) -> None:
        self.crm.interactions.delete(self.any_id("interaction"))

    def pair(self, noun: Noun) -> tuple[Reference, Reference]:
        first, second = (Reference(noun, self.any_id(noun.table, "deleted_at IS NULL")) for _ in range(2))
        return first, second

    def merge(self) -> None:
        loser, survivor = self.pair(Noun.CONTACT)
        self.crm.merges.merge([loser], survivor)

    def merge_companies(self) -> None:
        loser, survivor = self.pair(Noun.COMPANY)
        self.crm.merges.merge([loser], survivor)

    def delete_company(self) -> None:
        self.crm.companies.delete(self.any_id("company"))

    def deal(self) -> int:
        return self.any_id("deal", "deleted_at IS NULL")

    def stage(self) -> Stage:
        return self.pick.choice(self.crm.stages.all())

    def add_deal(self) -> None:
        self.crm.deals.add(
            {"title": self.pick.choice(WORDS), "amount": self.pick.choice(["", "1,200", "$50"]), "close": "2026-12-24"},
            contact=self.pick.choice([None, self.any_id("contact", "deleted_at IS NULL")]),
            company=self.any_id("company", "deleted_at IS NULL"),
            tags=self.pick.sample(["vip", "cake"], self.pick.randint(0, 2)),
            won=self.pick.choice(["", "", "", "yesterday"]),
        )

    def edit_deal(self) -> None:
        field, value = self.pick.choice(
            [("title", self.pick.choice(WORDS)), ("amount", "7"), ("probability", "33"), ("close", "")]
        )
        self.crm.deals.edit(self.deal(), {field: value})

    def move_deal(self) -> None:
        stage = self.stage()
        reason = "price" if stage.type == StageType.LOST else ""
        self.crm.deals.move(self.deal(), stage, reason=reason, keep_follow_ups=self.pick.choice([True, False]))

    def win(self) -> None:
        self.crm.deals.win(self.deal())

    def lose(self) -> None:
        self.crm.deals.lose(self.deal(), "price", next_step=self.pick.choice([None, self.step()]))

    def reopen(self) -> None:
        self.crm.deals.reopen(self.deal())

    def delete_deal(self) -> None:
        self.crm.deals.delete(self.any_id("deal"))

    def restore_deal(self) -> None:
        self.crm.deals.restore(self.any_id("deal", "deleted_at IS NOT NULL"))

    def add_stage(self) -> None:
        self.crm.stages.add({"name": f"Step {self.pick.randint(1, 9)}", "probability": "40"}, after=self.stage())

    def edit_stage(self) -> None:
        changes = self.pick.choice([{"name": f"Step {self.pick.randint(1, 9)}"}, {"probability": "15"}])
        self.crm.stages.edit(self.stage().id, changes)

    def move_stage(self) -> None:
        self.crm.stages.move(self.stage().id, after=self.stage().id)

    def delete_stage(self) -> None:
        self.crm.stages.delete(self.stage().id, move_deals_to=self.stage())

    def edit_tag(self) -> None:
        name, cadence = self.pick.choice([("vip", None), ("gold", None), ("Sweet", None), (None, "20d"), (None, "off")])
        self.crm.tags.edit(self.any_id("tag", "deleted_at IS NULL"), name=name, cadence=cadence, merge=True)

    def delete_tag(self) -> None:
        self.crm.tags.delete(self.any_id("tag"))

    def add_field(self) -> None:
        entity = self.pick.choice(["contact", "deal"])
        self.crm.custom_fields.add(self.pick.choice(["Shoe size", "Ring", "צבע"]), entity=entity)

    def set_field(self) -> None:
        entity = self.pick.choice(["contact", "deal"])
        texts = {field.key: self.pick.choice([*WORDS, ""]) for field in self.crm.custom_fields.all(entity)}
        if entity == "deal":
            self.crm.deals.edit(self.deal(), texts)
        else:
            self.crm.contacts.edit(self.someone().id, texts)

    def delete_field(self) -> None:
        self.crm.custom_fields.delete(self.any_id("custom_field"))

    def save_view(self) -> None:
        name, query = self.pick.choice(["Mine", "MINE", "Other"]), self.pick.choice(["kind:lead", "+vip", ""])
        self.crm.views.save(name, [query] if query else [], sort=["name"])

    def delete_view(self) -> None:
        self.crm.views.delete(self.any_id("saved_view"))

    def import_file(self) -> None:
        from smallcrm.interchange.importing import run_import
        from smallcrm.interchange.options import ImportOptions

        rows = [f"{self.pick.choice(NAMES)},i{self.pick.randint(1, 40)}@x.example,Acme,vip" for _ in range(5)]
        path = self.folder / "people.csv"
        path.write_text("name,email,company,tags\n" + "\n".join(rows).replace('"', '""'), encoding="utf-8")
        run_import(self.crm, path, ImportOptions(keep_rejects=False))
