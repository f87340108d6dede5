"""The interfaces that Trio's things have, and that a program's own can have."""

__all__ = ["AsyncResource", "Channel", "Clock", "HalfCloseableStream", "HostnameResolver",
           "Instrument", "Listener", "ReceiveChannel", "ReceiveStream", "SendChannel",
           "SendStream", "SocketFactory", "Stream"]

from abc import ABC, abstractmethod
from types import GenericAlias


def _with_type(cls, item):
    return GenericAlias(cls, type(None) if item is None else item)


class Clock(ABC):
    """What tells a run the time."""

    __slots__ = ()

    @abstractmethod
    def start_clock(self):
        pass

    @abstractmethod
    def current_time(self):
        pass

    @abstractmethod
    def deadline_to_sleep_time(self, deadline):
        pass


class Instrument(ABC):
    """What is told of each thing that the loop does."""

    __slots__ = ()

    def before_run(self):
        return

    def after_run(self):
        return

    def task_spawned(self, task):
        return

    def task_scheduled(self, task):
        return

    def before_task_step(self, task):
        return

    def after_task_step(self, task):
        return

    def task_exited(self, task):
        return

    def before_io_wait(self, timeout):
        return

    def after_io_wait(self, timeout):
        return


class HostnameResolver(ABC):
    """What looks host names up."""

    __slots__ = ()

    @abstractmethod
    async def getaddrinfo(self, host, port, family=0, type=0, proto=0, flags=0):
        pass

    @abstractmethod
    async def getnameinfo(self, sockaddr, flags):
        pass


class SocketFactory(ABC):
    """What makes sockets."""

    __slots__ = ()

    @abstractmethod
    def socket(self, family=2, type=1, proto=0):
        pass


class AsyncResource(ABC):
    """What is closed by waiting for it."""

    __slots__ = ()

    @abstractmethod
    async def aclose(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_value, traceback):
        await self.aclose()


class SendStream(AsyncResource):
    """Bytes go into it."""

    __slots__ = ()

    @abstractmethod
    async def send_all(self, data):
        pass

    @abstractmethod
    async def wait_send_all_might_not_block(self):
        pass


class ReceiveStream(AsyncResource):
    """Bytes come out of it."""

    __slots__ = ()

    @abstractmethod
    async def receive_some(self, max_bytes=None):
        pass

    def __aiter__(self):
        return self

    async def __anext__(self):
        data = await self.receive_some()
        if not data:
            raise StopAsyncIteration
        return data


class Stream(SendStream, ReceiveStream):
    """Bytes go both ways."""

    __slots__ = ()


class HalfCloseableStream(Stream):
    """One whose sending end can be closed by itself."""

    __slots__ = ()

    @abstractmethod
    async def send_eof(self):
        pass


class Listener(AsyncResource):
    """What connections come from."""

    __slots__ = ()
    __class_getitem__ = classmethod(_with_type)

    @abstractmethod
    async def accept(self):
        pass


class SendChannel(AsyncResource):
    """Objects go into it."""

    __slots__ = ()
    __class_getitem__ = classmethod(_with_type)

    @abstractmethod
    async def send(self, value):
        pass


class ReceiveChannel(AsyncResource):
    """Objects come out of it."""

    __slots__ = ()
    __class_getitem__ = classmethod(_with_type)

    @abstractmethod
    async def receive(self):
        pass

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return await self.receive()
        except trio.EndOfChannel:
            raise StopAsyncIteration from None


class Channel(SendChannel, ReceiveChannel):
    """Objects go both ways."""

    __slots__ = ()


# Here, and not above: what is loaded with trio needs all of these.
import trio

# Those two are built in.
SendChannel.register(trio.MemorySendChannel)
ReceiveChannel.register(trio.MemoryReceiveChannel)
