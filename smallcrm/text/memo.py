"""Remembering what was computed for short texts; long ones are rare, and would fill the memory."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

Rest = ParamSpec("Rest")
Result = TypeVar("Result")
OfText = Callable[Concatenate[str, Rest], Result]


def remember(*, texts: int, longest: int) -> Callable[[OfText[Rest, Result]], OfText[Rest, Result]]:
    """Keep the results of a function of a text for the last `texts` calls with at most `longest` characters."""

    def decorate(function: OfText[Rest, Result]) -> OfText[Rest, Result]:
        remembered = lru_cache(maxsize=texts)(function)

        @wraps(function)
        def call(text: str, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Result:
            chosen = remembered if len(text) <= longest else function
            return chosen(text, *args, **kwargs)

        return call

    return decorate
