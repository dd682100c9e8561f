"""Results are kept for short texts only."""

from smallcrm.text.memo import remember


def test_a_short_text_is_computed_once_and_a_long_one_every_time() -> None:
    computed: list[str] = []

    @remember(texts=10, longest=3)
    def shout(text: str, times: int = 1) -> str:
        computed.append(text)
        return text.upper() * times

    assert [shout("abc"), shout("abc"), shout("abc", 2)] == ["ABC", "ABC", "ABCABC"]
    assert [shout("abcd"), shout("abcd")] == ["ABCD", "ABCD"]
    assert computed == ["abc", "abc", "abcd", "abcd"]


def test_what_was_not_asked_for_lately_is_forgotten() -> None:
    computed: list[str] = []

    @remember(texts=1, longest=3)
    def shout(text: str) -> str:
        computed.append(text)
        return text.upper()

    assert [shout("a"), shout("b"), shout("a")] == ["A", "B", "A"]
    assert computed == ["a", "b", "a"]
