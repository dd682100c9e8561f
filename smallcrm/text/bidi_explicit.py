"""UAX #9 up to the run sequences: the paragraph's level, embeddings, overrides and isolates (P2-P3, X1-X10)."""

import re
from typing import NamedTuple

REMOVED = -1

_MAX_DEPTH = 125
_ISOLATE_INITIATORS = "iIF"
_REMOVED_CODES = "beEvVP"
_EXPLICIT = re.compile("[beEvVPiIFDB]")
_STRONG_OR_ISOLATE = re.compile("[LRAiIFD]")


class RunSequence(NamedTuple):
    """An isolating run sequence: where its characters stand, their level, and the directions at both ends."""

    positions: list[int]
    level: int
    start_direction: str
    end_direction: str


def direction(level: int) -> str:
    """The direction of a level: 'R' when odd, else 'L'."""
    return "R" if level & 1 else "L"


def paragraph_level(codes: str) -> int:
    """The level given by the first strong character outside isolates (P2, P3); 0 when there is none."""
    depth = 0
    for match in _STRONG_OR_ISOLATE.finditer(codes):
        code = match[0]
        if code == "D":
            depth = max(0, depth - 1)
        elif code in _ISOLATE_INITIATORS:
            depth += 1
        elif depth == 0:
            return 0 if code == "L" else 1
    return 0


def has_explicit(codes: str) -> bool:
    """Whether anything here is embedded, isolated, removed or separated, so that levels differ from the start."""
    return _EXPLICIT.search(codes) is not None


def explicit_levels(codes: str, base: int) -> tuple[list[int], str]:
    """Each character's level and its class after overrides (X1-X8); removed characters have `REMOVED`."""
    stack = _DirectionalStack(base)
    pairs = [stack.step(codes, at) for at in range(len(codes))]
    return [level for level, _ in pairs], "".join([code for _, code in pairs])


def run_sequences(codes: str, levels: list[int], base: int) -> list[RunSequence]:
    """The isolating run sequences (X10, BD13)."""
    kept = [at for at, level in enumerate(levels) if level != REMOVED]
    return [_run_sequence(codes, levels, kept, ranks, base) for ranks in _sequences(codes, levels, kept)]


def _run_sequence(codes: str, levels: list[int], kept: list[int], ranks: list[int], base: int) -> RunSequence:
    positions = [kept[rank] for rank in ranks]
    level = levels[positions[0]]
    before = levels[kept[ranks[0] - 1]] if ranks[0] > 0 else base
    is_last = ranks[-1] + 1 == len(kept) or codes[positions[-1]] in _ISOLATE_INITIATORS
    after = base if is_last else levels[kept[ranks[-1] + 1]]
    return RunSequence(positions, level, direction(max(level, before)), direction(max(level, after)))


def _sequences(codes: str, levels: list[int], kept: list[int]) -> list[list[int]]:
    """The sequences as ranks among the kept characters: level runs, joined where an isolate stands between."""
    sequences: list[list[int]] = []
    waiting: list[list[int]] = []
    previous = REMOVED
    for rank, at in enumerate(kept):
        code = codes[at]
        if code == "D" and waiting:
            current = waiting.pop()
        elif levels[at] != previous:
            current = []
            sequences.append(current)
        current.append(rank)
        if code in _ISOLATE_INITIATORS:
            waiting.append(current)
        previous = levels[at]
    return sequences


class _Entry(NamedTuple):
    level: int
    override: str
    is_isolate: bool


class _DirectionalStack:
    """The stack of embeddings, overrides and isolates, with the three counters of X1."""

    def __init__(self, base: int) -> None:
        self._base = base
        self._entries = [_Entry(base, "", is_isolate=False)]
        self._overflow_isolates = 0
        self._overflow_embeddings = 0
        self._valid_isolates = 0

    def step(self, codes: str, at: int) -> tuple[int, str]:
        """Take one character; returns its level and its class after overrides."""
        code = codes[at]
        if code in _REMOVED_CODES:
            self._embed(code)
            return REMOVED, code
        if code == "B":
            return self._base, code
        if code == "D":
            self._close_isolate()
        entry = self._entries[-1]
        if code in _ISOLATE_INITIATORS:
            self._open_isolate(codes, at)
        return entry.level, entry.override or code

    def _embed(self, code: str) -> None:
        if code == "P":
            self._close_embedding()
        elif code != "b":
            self._open_embedding(right_to_left=code in "EV", override={"v": "L", "V": "R"}.get(code, ""))

    def _next_level(self, right_to_left: bool) -> int:
        level = self._entries[-1].level + 1
        return level if (level & 1) == right_to_left else level + 1

    def _open_embedding(self, *, right_to_left: bool, override: str) -> None:
        level = self._next_level(right_to_left)
        if level <= _MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._entries.append(_Entry(level, override, is_isolate=False))
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def _close_embedding(self) -> None:
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif len(self._entries) > 1 and not self._entries[-1].is_isolate:
            self._entries.pop()

    def _open_isolate(self, codes: str, at: int) -> None:
        if self._overflow_isolates or self._overflow_embeddings:
            self._overflow_isolates += 1
            return
        level = self._next_level(_is_right_to_left_isolate(codes, at))
        if level <= _MAX_DEPTH:
            self._valid_isolates += 1
            self._entries.append(_Entry(level, "", is_isolate=True))
        else:
            self._overflow_isolates += 1

    def _close_isolate(self) -> None:
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._valid_isolates:
            self._overflow_embeddings = 0
            while not self._entries[-1].is_isolate:
                self._entries.pop()
            self._entries.pop()
            self._valid_isolates -= 1


def _is_right_to_left_isolate(codes: str, at: int) -> bool:
    """Whether the isolate opened at `at` is right-to-left; a first-strong one is read up to its PDI (X5c)."""
    if codes[at] != "F":
        return codes[at] == "I"
    depth = 0
    for match in _STRONG_OR_ISOLATE.finditer(codes, at + 1):
        code = match[0]
        if code in _ISOLATE_INITIATORS:
            depth += 1
        elif code == "D":
            depth -= 1
            if depth < 0:
                return False
        elif depth == 0:
            return code != "L"
    return False
