"""A desk becomes a server on this computer alone, until it is closed or left."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
from collections.abc import Callable

import uvicorn

from clinicplan.desk.app import application
from clinicplan.desk.desk import Desk
from clinicplan.desk.door import HOST
from clinicplan.errors import UsageError

LEFT_FOR = 60.0
"""Seconds without a window after which the program ends."""

LOOK = 5.0


class PortTaken(UsageError):
    """A port that another program listens at."""

    remedy = "Leave --port out: the desk finds a free one."


def bind(port: int) -> socket.socket:
    """A socket on this computer's own address; 0 finds a free port. Raises PortTaken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform == "win32":  # else another program could listen at the same port
        found.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
    except OSError as error:
        found.close()
        raise PortTaken(f"Another program uses the port {port}.") from error
    return found


def port_of(found: socket.socket) -> int:
    """The number of its port."""
    port: int = found.getsockname()[1]
    return port


def serve(desk: Desk, found: socket.socket, *, begun: Callable[[], None]) -> None:
    """Answer until somebody closes the desk, or its last window has been closed for a minute.

    `begun` is called once the desk answers.
    """
    settings = uvicorn.Config(
        application(desk, port=port_of(found)),
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,  # without a console there is nothing to write to
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(settings)

    def leave() -> None:
        server.should_exit = True
        desk.close()

    desk.leave = leave
    watching = threading.Thread(target=desk.watch, name="watch", daemon=True)
    watching.start()
    try:
        asyncio.run(_serve(server, desk, found, begun=begun))
    finally:
        desk.close()
        watching.join()
        found.close()


async def _serve(
    server: uvicorn.Server, desk: Desk, found: socket.socket, *, begun: Callable[[], None]
) -> None:
    left = asyncio.create_task(_until_left(server, desk))
    opening = asyncio.create_task(_once_begun(server, begun))
    try:
        await server.serve(sockets=[found])
    finally:
        left.cancel()
        opening.cancel()


async def _once_begun(server: uvicorn.Server, begun: Callable[[], None]) -> None:
    while not server.started:
        await asyncio.sleep(0.02)
    await asyncio.to_thread(begun)


async def _until_left(server: uvicorn.Server, desk: Desk) -> None:
    """End the server when all windows have been gone for a while, and nothing is under way."""
    clock = asyncio.get_running_loop().time
    last = clock()
    while not server.should_exit:
        await asyncio.sleep(LOOK)
        if desk.news.windows or desk.is_busy or not desk.news.had_windows:
            last = clock()
        elif clock() - last >= LEFT_FOR:
            desk.leave()
