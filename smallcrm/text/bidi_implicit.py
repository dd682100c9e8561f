"""UAX #9 inside one run sequence: weak types, paired brackets, neutrals, levels (W1-W7, N0-N2, I1-I2).

A sequence is a string of class codes with its start and end directions as first and last letter.
"""

import re

from smallcrm.text.bidi_data import BRACKET, CLOSING_BRACKET
from smallcrm.text.bidi_explicit import direction

_MAX_OPEN_BRACKETS = 63
_NEUTRALS = "[BSwoiIFD]+"

_MARK_AFTER_ISOLATE = re.compile("(?<=[iIFD])m")
_MARKED = re.compile("([^m])(m+)")
_AFTER_ARABIC_LETTER = re.compile("A[^LR]*")
_SEPARATOR_IN_NUMBER = re.compile("(?<=1)[+,](?=1)")
_SEPARATOR_IN_ARABIC_NUMBER = re.compile("(?<=2),(?=2)")
_TERMINATORS = re.compile(r"(?<!\$)\$+(?=1)|(?<=1)\$+")
_AFTER_LEFT_TO_RIGHT = re.compile("L[^R]*")
_BETWEEN_LEFT_TO_RIGHT = re.compile(f"(?<=L){_NEUTRALS}(?=L)")
_BETWEEN_RIGHT_TO_LEFT = re.compile(f"(?<=[R12]){_NEUTRALS}(?=[R12])")
_NEUTRAL_RUN = re.compile(_NEUTRALS)

_SEPARATORS_TO_NEUTRAL = str.maketrans("+,$", "ooo")
_STRONG_AS_NEUTRALS_SEE_IT = {"L": "L", "R": "R", "1": "R", "2": "R"}
_RAISED_LEVELS = ({"L": 0, "R": 1, "1": 2, "2": 2}, {"L": 1, "R": 0, "1": 1, "2": 1})


def resolve(sequence: str, chars: str, level: int) -> list[int]:
    """The levels of a sequence's characters; `chars` are the characters themselves, or '' when none is a bracket."""
    resolved = _resolve_weak(sequence)
    if not BRACKET.keys().isdisjoint(chars):
        resolved = _resolve_brackets(resolved, sequence, chars, direction(level))
    resolved = _resolve_neutral(resolved, direction(level))
    raised = _RAISED_LEVELS[level & 1]
    return [level + raised[code] for code in resolved[1:-1]]


def _resolve_weak(sequence: str) -> str:
    """W1 to W7."""
    if "m" in sequence:
        sequence = _MARK_AFTER_ISOLATE.sub("o", sequence)
        sequence = _MARKED.sub(lambda match: match[1] * len(match[0]), sequence)
    if "A" in sequence:
        sequence = _AFTER_ARABIC_LETTER.sub(lambda match: match[0].replace("1", "2"), sequence).replace("A", "R")
    if "1" in sequence or "2" in sequence:
        sequence = _SEPARATOR_IN_NUMBER.sub("1", sequence)
        sequence = _SEPARATOR_IN_ARABIC_NUMBER.sub("2", sequence)
        sequence = _TERMINATORS.sub(lambda match: "1" * len(match[0]), sequence)
    sequence = sequence.translate(_SEPARATORS_TO_NEUTRAL)
    if "1" in sequence:
        sequence = _AFTER_LEFT_TO_RIGHT.sub(lambda match: match[0].replace("1", "L"), sequence)
    return sequence


def _resolve_neutral(sequence: str, embedding: str) -> str:
    """N1 and N2."""
    sequence = _BETWEEN_LEFT_TO_RIGHT.sub(lambda match: "L" * len(match[0]), sequence)
    sequence = _BETWEEN_RIGHT_TO_LEFT.sub(lambda match: "R" * len(match[0]), sequence)
    return _NEUTRAL_RUN.sub(lambda match: embedding * len(match[0]), sequence)


def _resolve_brackets(sequence: str, original: str, chars: str, embedding: str) -> str:
    """N0: a pair takes the embedding direction found inside it, else the opposite one where the context has it."""
    codes = list(sequence)
    for opening, closing in _bracket_pairs(sequence, chars):
        found = _pair_direction(codes, opening, closing, embedding)
        if found:
            for bracket in (opening, closing):
                end = _end_of_marks(original, bracket)
                codes[bracket:end] = found * (end - bracket)
    return "".join(codes)


def _bracket_pairs(sequence: str, chars: str) -> list[tuple[int, int]]:
    """The pairs of BD16 as positions in the sequence, in the order of their opening brackets."""
    pairs: list[tuple[int, int]] = []
    expected: list[tuple[str, int]] = []
    for position, char in enumerate(chars, start=1):
        if char not in BRACKET or sequence[position] != "o":
            continue
        if char in CLOSING_BRACKET:
            if len(expected) == _MAX_OPEN_BRACKETS:
                return []
            expected.append((CLOSING_BRACKET[char], position))
        else:
            _close_bracket(BRACKET[char], position, expected, pairs)
    return sorted(pairs)


def _close_bracket(bracket: str, position: int, expected: list[tuple[str, int]], pairs: list[tuple[int, int]]) -> None:
    for depth in range(len(expected) - 1, -1, -1):
        if expected[depth][0] == bracket:
            pairs.append((expected[depth][1], position))
            del expected[depth:]
            return


def _pair_direction(codes: list[str], opening: int, closing: int, embedding: str) -> str:
    """The direction that a pair takes; '' when nothing strong stands inside it."""
    inside = {_STRONG_AS_NEUTRALS_SEE_IT.get(code) for code in codes[opening + 1 : closing]}
    if embedding in inside:
        return embedding
    opposite = "L" if embedding == "R" else "R"
    if opposite not in inside:
        return ""
    before = next(code for code in reversed(codes[:opening]) if code in _STRONG_AS_NEUTRALS_SEE_IT)
    return opposite if _STRONG_AS_NEUTRALS_SEE_IT[before] == opposite else embedding


def _end_of_marks(original: str, bracket: int) -> int:
    """Where the marks that follow a bracket end: they take its direction."""
    end = bracket + 1
    while original[end] == "m":
        end += 1
    return end
