"""Every name the root knows, and where its commands are: the table that lets one command load one module."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A noun's module, or one of its verbs under a short name of its own."""

    module: str
    help: str
    noun: str
    verb: str = ""


NOUNS = {
    "contact": Entry("contacts", "People: add, find, change, look at.", "CONTACT"),
    "company": Entry("companies", "The places where people work.", "COMPANY"),
    "channel": Entry("channels", "E-mail addresses, phones and other ways to reach someone.", "CHANNEL"),
    "interaction": Entry("interactions", "What was said and done, with whom and when.", "INTERACTION"),
    "follow-up": Entry("follow_ups", "What is to be done next.", "FOLLOW_UP"),
    "deal": Entry("deals", "Sales on their way through the pipeline.", "DEAL"),
    "stage": Entry("stages", "The steps of the pipeline.", "STAGE"),
    "tag": Entry("tags", "Words that group contacts, companies and deals.", "TAG"),
    "field": Entry("fields", "Fields of your own for contacts, companies and deals.", "FIELD"),
    "view": Entry("views", "Saved views: lists to look at again, by name.", "VIEW"),
    "trash": Entry("trash", "What was deleted, and emptying it for good.", "TRASH"),
    "config": Entry("config", "Settings of the business and of this machine.", "CONFIG"),
}

VERBS = {
    "add": Entry("contacts", "Add a contact.", "CONTACT", "add"),
    "log": Entry("logging", "Log a touch, close its follow-up, plan the next.", "LOG", "log"),
    "todo": Entry("follow_ups", "Plan a follow-up.", "FOLLOW_UP", "add"),
    "done": Entry("follow_ups", "Complete a follow-up.", "FOLLOW_UP", "done"),
    "today": Entry("today", "Whom to be in touch with today.", "TODAY", "today"),
    "due": Entry("today", "The same as today.", "TODAY", "today"),
    "pipeline": Entry("pipeline", "What stands in each stage, and what was won and lost.", "PIPELINE", "pipeline"),
    "find": Entry("search", "Find anything by words.", "SEARCH", "find"),
    "restore": Entry("trash", "Take anything out of the trash.", "TRASH", "restore"),
    "show": Entry("show", "Show any record by its reference.", "SHOW", "show"),
    "import": Entry("importing", "Bring a file of contacts or companies in.", "IMPORT", "import"),
    "export": Entry("exporting", "Write data out as CSV or JSON.", "EXPORT", "export"),
    "undo": Entry("history", "Take the last change back.", "HISTORY", "undo"),
    "redo": Entry("history", "Do again what was undone.", "HISTORY", "redo"),
    "history": Entry("history", "The changes made, newest first.", "HISTORY", "history"),
    "quick": Entry("quick", "Write down one line: dana: wants a quote > fri send it.", "QUICK", "quick"),
    "tui": Entry("tui", "Open the full screen.", "TUI", "tui"),
    "demo": Entry("demo", "Try everything on a throwaway sample business.", "DEMO", "demo"),
}

ROOT = {**VERBS, **NOUNS}
