"""What a loop of asyncio does about sockets: connections as transports, and servers."""

__all__ = ["add_reader", "add_writer", "connect_accepted_socket", "create_connection",
           "create_server", "getaddrinfo", "remove_reader", "remove_writer", "sock_accept",
           "sock_connect", "sock_recv", "sock_recv_into", "sock_sendall"]

from _asyncio_connecting import (add_reader, add_writer, connect_accepted_socket,
                                 create_connection, getaddrinfo, remove_reader, remove_writer,
                                 sock_accept, sock_connect, sock_recv, sock_recv_into,
                                 sock_sendall)
from _asyncio_servers import create_server
