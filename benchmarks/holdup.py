"""How long the screen could not have answered a key."""

import asyncio
import time
from types import TracebackType
from typing import Self

_PAUSE = 0.001


class HoldUp:
    """Watches the event loop inside `async with`; `longest` is in milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def __aenter__(self) -> Self:
        self._watching = asyncio.create_task(self._watch())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watching.cancel()

    async def _watch(self) -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(_PAUSE)
            self.longest = max(self.longest, (time.perf_counter() - start - _PAUSE) * 1000)
