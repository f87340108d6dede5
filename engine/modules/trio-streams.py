"""Streams and resources of any kind."""

__all__ = ["StapledStream", "aclose_forcefully"]

from trio.abc import HalfCloseableStream
from types import GenericAlias


async def aclose_forcefully(resource):
    with CancelScope() as scope:
        scope.cancel(reason="cancelled during aclose_forcefully")
        await resource.aclose()


class StapledStream(HalfCloseableStream):
    """Two streams that go one way each, as one that goes both ways."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, send_stream, receive_stream):
        self.send_stream = send_stream
        self.receive_stream = receive_stream

    def __repr__(self):
        return (f"StapledStream(send_stream={self.send_stream!r}, "
                f"receive_stream={self.receive_stream!r})")

    async def send_all(self, data):
        return await self.send_stream.send_all(data)

    async def wait_send_all_might_not_block(self):
        return await self.send_stream.wait_send_all_might_not_block()

    async def send_eof(self):
        if hasattr(self.send_stream, "send_eof"):
            return await self.send_stream.send_eof()
        return await self.send_stream.aclose()

    async def receive_some(self, max_bytes=None):
        return await self.receive_stream.receive_some(max_bytes)

    async def aclose(self):
        try:
            await self.send_stream.aclose()
        finally:
            await self.receive_stream.aclose()
