"""What protocols and transports inherit from."""

__all__ = ["AbstractServer", "BaseProtocol", "BaseTransport", "BufferedProtocol", "Protocol",
           "Transport"]

from _asyncio_protocols import (AbstractServer, BaseProtocol, BaseTransport, BufferedProtocol,
                                Protocol, Transport)
