"""Waiting for sockets."""

__all__ = ["notify_closing", "wait_readable", "wait_writable"]

from _trio import notify_closing as _notify_closing
from _trio import wait_for_socket


def _number_of(sock):
    return getattr(sock, "_sock", sock)._open_number()


async def wait_readable(fd):
    await wait_for_socket(_number_of(fd), False)


async def wait_writable(fd):
    await wait_for_socket(_number_of(fd), True)


def notify_closing(fd):
    _notify_closing(_number_of(fd))
