"""What happens in a thread becomes lines to every window that looks on (server-sent events)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

BEAT = 5.0
"""Seconds between two signs of life: a window that has gone is noticed by the next."""


class News:
    """Who looks on, and what they are told."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[str], asyncio.AbstractEventLoop] = {}
        self._is_over = False
        self.had_windows = False

    @property
    def windows(self) -> int:
        """How many windows look on now."""
        return len(self._listeners)

    def tell(self, what: str) -> None:
        """Tell every window, from whichever thread."""
        for queue, loop in tuple(self._listeners.items()):
            loop.call_soon_threadsafe(queue.put_nowait, what)

    def end(self) -> None:
        """The last word: streams end, so that the server can."""
        self._is_over = True
        self.tell("")

    async def listen(self) -> AsyncIterator[str]:
        """The events for one window, from now on."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._listeners[queue] = asyncio.get_running_loop()
        self.had_windows = True
        try:
            yield "retry: 1000\n\n"
            while not self._is_over:
                try:
                    what = await asyncio.wait_for(queue.get(), BEAT)
                except TimeoutError:
                    yield ": here\n\n"
                    continue
                if what:
                    yield f"data: {what}\n\n"
        finally:
            del self._listeners[queue]
