"""Streams of bytes, and files."""

__all__ = ["BufferedIOBase", "BufferedRandom", "BufferedReader", "BufferedWriter", "BytesIO",
           "DEFAULT_BUFFER_SIZE", "FileIO", "IOBase", "RawIOBase", "TextIOBase", "TextIOWrapper",
           "open"]

from _byte_files import BufferedRandom, BufferedReader, BufferedWriter, BytesIO, FileIO
from _io_bases import BufferedIOBase, IOBase, RawIOBase, TextIOBase
from _text_files import TextIOWrapper

DEFAULT_BUFFER_SIZE = 8192
open = open
