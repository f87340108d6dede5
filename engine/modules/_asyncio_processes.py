"""Processes, as asyncio has them."""

import asyncio
import subprocess
from _processes import Pipe

_LIMIT = 65536
_MOST_READ = 256 * 1024


# Calls it when the loop has turned so many times: in CPython so many callbacks hand it on.
def _after(loop, turns, callback, *args):
    if turns == 0:
        callback(*args)
    else:
        loop.call_soon(_after, loop, turns - 1, callback, *args)


def _set_once(future):
    if not future.done():
        future.set_result(None)


# What gives a reader the bytes that come out of a process. The loop learns of them as it does of
# bytes that have come.
class _ReadEnd:
    def __init__(self, pipe, reader, loop, turns):
        self._pipe = pipe
        self._reader = reader
        self._loop = loop
        self._is_paused = self._is_over = False
        self.lost = None  # called when its end has come
        reader.set_transport(self)
        _after(loop, turns, self._read)

    def _changed(self):
        self._loop.call_soon_threadsafe(self._read)

    def _read(self):
        if self._is_paused or self._is_over:
            return
        data = self._pipe.read(_MOST_READ)
        if data:
            self._loop.call_soon(self._reader.feed_data, data)
        if data == b"":
            self._is_over = True
            self._loop.call_soon(self._end)
        elif self._pipe.data or not self._pipe.has_writer:
            self._loop.call_soon(self._read)
        else:
            self._pipe.wakes.append(self._changed)

    def _end(self):
        self._loop.call_soon(self._reader.feed_eof)
        self.lost()

    def pause_reading(self):
        self._is_paused = True

    def resume_reading(self):
        self._is_paused = False
        self._loop.call_soon(self._read)


def _reader_of(pipe, loop, limit, turns):
    reader = asyncio.StreamReader(limit, loop)
    return reader, _ReadEnd(pipe, reader, loop, turns)


# What goes into a process. What its pipe does not hold yet waits here.
class _Writer:
    def __init__(self, pipe, loop):
        self._pipe = pipe
        self._loop = loop
        self._rest = b""
        self._is_closing = self._is_lost = self._is_full = False
        self._draining = []
        self.lost = None  # called when it is closed, at either end
        pipe.wakes.append(self._changed)

    def _changed(self):
        if self._pipe.has_reader:
            self._pipe.wakes.append(self._changed)
        else:
            self._loop.call_soon_threadsafe(self._lose)

    def _lose(self):
        if not self._is_lost:
            self._is_lost = self._is_closing = True
            self._loop.call_soon(self._end)

    def _end(self):
        self._rest = b""
        self._make_room()
        self.lost()
        self._pipe.close_writer()

    def _make_room(self):
        self._is_full = False
        waiters, self._draining = self._draining, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def write(self, data):
        self._rest += data
        self._push()
        self._is_full = self._is_full or len(self._rest) > _LIMIT

    def writelines(self, data):
        self.write(b"".join(data))

    def _push(self):
        try:
            while self._rest and (count := self._pipe.write(self._rest)) is not None:
                self._rest = self._rest[count:]
        except BrokenPipeError:
            self._rest = b""
        if self._rest:
            self._pipe.wakes.append(lambda: self._loop.call_soon_threadsafe(self._push))
        elif self._is_closing:
            self._lose()
        if self._is_full and not self._rest:
            self._make_room()

    async def drain(self):
        if self._is_closing:
            await asyncio.sleep(0)
        if self._is_lost:
            raise ConnectionResetError("Connection lost")
        if self._is_full:
            waiter = self._loop.create_future()
            self._draining.append(waiter)
            await waiter

    def can_write_eof(self):
        return True

    def write_eof(self):
        self.close()

    def close(self):
        self._is_closing = True
        self._push()

    def is_closing(self):
        return self._is_closing

    async def wait_closed(self):
        await asyncio.sleep(0)


class Process:
    """A program that runs."""

    def __init__(self, popen, ends, loop, limit):
        self._popen = popen
        self._loop = loop
        self.pid = popen.pid
        self.stdin = None if ends[0] is None else _Writer(ends[0], loop)
        self.stdout = self.stderr = None
        open_ends = [] if self.stdin is None else [self.stdin]
        for name, end in zip(("stdout", "stderr"), ends[1:]):
            if end is not None:
                reader, read_end = _reader_of(end, loop, limit, 3 + 2 * len(open_ends))
                setattr(self, name, reader)
                open_ends.append(read_end)
        for each in open_ends:
            each.lost = self._lost
        self._open = len(open_ends)
        self.returncode = None
        self._waiters = []
        popen._process.wakes.append(
            lambda: loop.call_soon_threadsafe(loop.call_soon, self._ended))

    def __repr__(self):
        return f"<{type(self).__name__} {self.pid}>"

    def _lost(self):
        self._open -= 1
        self._try_finish()

    def _ended(self):
        self.returncode = self._popen.poll()
        self._try_finish()

    # Whoever waits for its end waits for that of its pipes as well.
    def _try_finish(self):
        if self.returncode is not None and self._open == 0:
            self._loop.call_soon(self._finish)

    def _finish(self):
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(self.returncode)

    async def wait(self):
        if self.returncode is None:
            waiter = self._loop.create_future()
            self._waiters.append(waiter)
            await waiter
        return self.returncode

    def send_signal(self, signal):
        if self.returncode is not None:
            raise ProcessLookupError()
        self._popen.send_signal(signal)

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)

    async def _feed_stdin(self, input):
        self.stdin.write(input)
        try:
            await self.stdin.drain()
        except (BrokenPipeError, ConnectionResetError):
            pass
        self.stdin.close()

    async def _noop(self):
        return None

    async def _read_stream(self, reader):
        return await reader.read()

    async def communicate(self, input=None):
        stdin = self._noop() if input is None else self._feed_stdin(input)
        stdout = self._noop() if self.stdout is None else self._read_stream(self.stdout)
        stderr = self._noop() if self.stderr is None else self._read_stream(self.stderr)
        stdin, stdout, stderr = await asyncio.gather(stdin, stdout, stderr)
        await self.wait()
        return stdout, stderr


async def _create(args, shell, stdin, stdout, stderr, limit, options):
    for name in ("universal_newlines", "text", "encoding", "errors"):
        if options.get(name):
            raise ValueError(f"{'text' if name == 'text' else name} must be "
                             f"{'None' if name in ('encoding', 'errors') else 'False'}")
    loop = asyncio.get_running_loop()
    ends = [Pipe() if kind == subprocess.PIPE else None for kind in (stdin, stdout, stderr)]
    given = [kind if end is None else end
             for kind, end in zip((stdin, stdout, stderr), ends)]
    popen = subprocess.Popen(args, shell=shell, stdin=given[0], stdout=given[1], stderr=given[2],
                             **options)
    process = Process(popen, ends, loop, limit)
    connected = loop.create_future()
    _after(loop, 1 + 2 * process._open, _set_once, connected)
    try:
        await connected
    except BaseException:
        popen.kill()
        await process.wait()
        raise
    return process


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None,
                                 limit=_LIMIT, **kwds):
    return await _create([program, *args], False, stdin, stdout, stderr, limit, kwds)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=_LIMIT, **kwds):
    if not isinstance(cmd, (bytes, str)):
        raise ValueError("cmd must be a string")
    return await _create(cmd, True, stdin, stdout, stderr, limit, kwds)


Process.__module__ = "asyncio.subprocess"
