"""What protocols and transports inherit from."""

__all__ = ["AbstractServer", "BaseProtocol", "BaseTransport", "BufferedProtocol", "Protocol",
           "Transport"]


class BaseProtocol:
    """What is told of a connection."""

    __slots__ = ()

    def connection_made(self, transport):
        pass

    def connection_lost(self, exc):
        pass

    def pause_writing(self):
        pass

    def resume_writing(self):
        pass


class Protocol(BaseProtocol):
    """One that is given bytes as they come."""

    __slots__ = ()

    def data_received(self, data):
        pass

    def eof_received(self):
        pass


class BufferedProtocol(BaseProtocol):
    """One that says where bytes are to be put."""

    __slots__ = ()

    def get_buffer(self, sizehint):
        pass

    def buffer_updated(self, nbytes):
        pass

    def eof_received(self):
        pass


class BaseTransport:
    """One end of a connection."""

    def __init__(self, extra=None):
        self._extra = {} if extra is None else extra

    def get_extra_info(self, name, default=None):
        return self._extra.get(name, default)


class Transport(BaseTransport):
    """One that bytes are read from and written to."""


class AbstractServer:
    """What accepts connections."""

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        self.close()
        await self.wait_closed()


for _each in (BaseProtocol, Protocol, BufferedProtocol):
    _each.__module__ = "asyncio.protocols"
for _each in (BaseTransport, Transport):
    _each.__module__ = "asyncio.transports"
AbstractServer.__module__ = "asyncio.events"
