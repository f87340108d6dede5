"""A connection to a listener of the program's own."""

__all__ = ["open_stream_to_socket_listener"]

import trio

_THIS_MACHINE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


async def open_stream_to_socket_listener(socket_listener):
    host, *rest = socket_listener.socket.getsockname()
    sock = trio.socket.socket(socket_listener.socket.family)
    await sock.connect((_THIS_MACHINE.get(host, host), *rest))
    return trio.SocketStream(sock)
