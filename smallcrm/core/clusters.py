"""Gathers records that are one into clusters, by what they share, without ever comparing each with each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from smallcrm.records.duplicates import Certainty

NameWords = frozenset[str]
"""The words of a name; none at all agrees with every name."""


class Tie(NamedTuple):
    """Records that share what `reason` names, and how sure that makes it that they are one."""

    members: Sequence[int]
    certainty: Certainty
    reason: str
    whatever_names: bool = False
    """Whether it does so under different names too."""


class Cluster:
    """Records that are one: its weakest tie's certainty, every reason, and the fullest of their names."""

    def __init__(self, member: int, words: NameWords) -> None:
        self.members = [member]
        self.certainty = Certainty.CERTAIN
        self.reasons: dict[str, None] = {}
        self.words = words

    def absorb(self, other: "Cluster") -> None:
        """Take over what another cluster holds."""
        self.members += other.members
        self.certainty = min(self.certainty, other.certainty)
        self.reasons |= other.reasons
        self.words = max(self.words, other.words, key=len)


class Clusters:
    """Records, at first each by itself, that ties bring together."""

    def __init__(self, words: Mapping[int, NameWords]) -> None:
        self._words = words
        self._cluster_of: dict[int, Cluster] = {}

    def join(self, tie: Tie) -> None:
        """Unite the clusters of a tie's members where the fullest names agree; the surest ties have to come first."""
        first, *others = tie.members
        for member in others:
            ours, theirs = self._of(first), self._of(member)
            if tie.whatever_names or ours.words <= theirs.words or theirs.words <= ours.words:
                self._unite(ours, theirs, tie)

    def found(self) -> list[Cluster]:
        """The clusters of two records and more."""
        clusters = {id(cluster): cluster for cluster in self._cluster_of.values() if len(cluster.members) > 1}
        return list(clusters.values())

    def _of(self, member: int) -> Cluster:
        if member not in self._cluster_of:
            self._cluster_of[member] = Cluster(member, self._words[member])
        return self._cluster_of[member]

    def _unite(self, ours: Cluster, theirs: Cluster, tie: Tie) -> None:
        small, large = sorted((ours, theirs), key=lambda cluster: len(cluster.members))
        large.reasons[f"the same {tie.reason}"] = None
        if small is large:
            return
        large.absorb(small)
        large.certainty = min(large.certainty, tie.certainty)
        for member in small.members:
            self._cluster_of[member] = large


def parts_by_name(members: Iterable[int], words: Mapping[int, NameWords]) -> list[list[int]]:
    """Members parted into those whose names agree: each name goes to the one fullest name that contains it.

    A name that two different fullest names contain (a Dana in a family of Danas) stays by itself.
    """
    by_words: dict[NameWords, list[int]] = {}
    for member in members:
        by_words.setdefault(words[member], []).append(member)
    if len(by_words) == 1:
        return list(by_words.values())
    fuller = _fuller_names(by_words)
    parts = {name: list(found) for name, found in by_words.items() if name not in fuller}
    for name, containing in fuller.items():
        fullest = [other for other in containing if other not in fuller]
        home = fullest[0] if len(fullest) == 1 else name
        parts.setdefault(home, []).extend(by_words[name])
    return [sorted(part) for part in parts.values()]


def _fuller_names(names: Collection[NameWords]) -> dict[NameWords, list[NameWords]]:
    """For each name that others contain, those others; looked for among the names with its rarest word."""
    with_word: dict[str, list[NameWords]] = {}
    for name in names:
        for word in name:
            with_word.setdefault(word, []).append(name)
    found = {}
    for name in names:
        candidates = min((with_word[word] for word in name), key=len) if name else names
        if fuller := [other for other in candidates if name < other]:
            found[name] = fuller
    return found
