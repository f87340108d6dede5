"""Processes, as tasks of Trio meet them."""

import subprocess
import warnings
from contextlib import suppress
from functools import partial

import trio
from _processes import Pipe
from _trio import wait_for_thread
from trio.abc import ReceiveStream, SendStream

_DEFAULT_SIZE = 65536


# Until the pipe, or the process, has changed. What is waited for is told by the process.
async def _wait(wakes, process):
    task = trio.lowlevel.current_task()

    def wake():
        trio.lowlevel.reschedule(task)

    def abort(raise_cancel):
        wakes.remove(wake)
        return trio.lowlevel.Abort.SUCCEEDED

    wakes.append(wake)
    await wait_for_thread(abort, process.thread)


class _End:
    def __init__(self, pipe):
        self._pipe = pipe
        self._process = None  # at the other end
        self._is_closed = False
        self._is_busy = False

    def _begin(self, told):
        if self._is_busy:
            raise trio.BusyResourceError(told)

    async def aclose(self):
        self.close()
        await trio.lowlevel.checkpoint()


class PipeSendStream(_End, SendStream):
    async def send_all(self, data):
        self._begin("another task is using this stream for send")
        self._is_busy = True
        try:
            if self._is_closed:
                raise trio.ClosedResourceError("file was already closed")
            await trio.lowlevel.checkpoint()
            sent = 0
            while sent < len(data):
                if self._is_closed:
                    raise trio.ClosedResourceError("file was already closed")
                try:
                    count = self._pipe.write(data[sent:])
                except OSError as error:
                    raise trio.BrokenResourceError from error
                if count is None:
                    await _wait(self._pipe.wakes, self._process)
                else:
                    sent += count
        finally:
            self._is_busy = False

    async def wait_send_all_might_not_block(self):
        if self._is_closed:
            raise trio.ClosedResourceError("file was already closed")
        await trio.lowlevel.checkpoint()

    def close(self):
        if not self._is_closed:
            self._is_closed = True
            self._pipe.close_writer()


class PipeReceiveStream(_End, ReceiveStream):
    async def receive_some(self, max_bytes=None):
        self._begin("another task is using this stream for receive")
        self._is_busy = True
        try:
            if max_bytes is None:
                max_bytes = _DEFAULT_SIZE
            elif not isinstance(max_bytes, int):
                raise TypeError("max_bytes must be integer >= 1")
            elif max_bytes < 1:
                raise ValueError("max_bytes must be integer >= 1")
            await trio.lowlevel.checkpoint()
            while True:
                if self._is_closed:
                    raise trio.ClosedResourceError("file was already closed")
                data = self._pipe.read(max_bytes)
                if data is not None:
                    return data
                await _wait(self._pipe.wakes, self._process)
        finally:
            self._is_busy = False

    def close(self):
        if not self._is_closed:
            self._is_closed = True
            self._pipe.close_reader()


class Process:
    """A program that runs."""

    universal_newlines = False
    encoding = None
    errors = None

    def __init__(self, *args, **kwargs):
        raise TypeError(f"{type(self).__module__}.{type(self).__qualname__} has no public "
                        "constructor")

    def _set_up(self, popen, stdin, stdout, stderr):
        self._proc = popen
        self.stdin, self.stdout, self.stderr = stdin, stdout, stderr
        self.stdio = None
        if stdin is not None and stdout is not None:
            self.stdio = trio.StapledStream(stdin, stdout)
        self._wait_lock = trio.Lock()
        self.args = popen.args
        self.pid = popen.pid

    def __repr__(self):
        code = self.returncode
        if code is None:
            status = f"running with PID {self.pid}"
        elif code < 0:
            status = f"exited with signal {-code}"
        else:
            status = f"exited with status {code}"
        return f"<trio.Process {self.args!r}: {status}>"

    @property
    def returncode(self):
        return self._proc.poll()

    def poll(self):
        return self.returncode

    async def wait(self):
        async with self._wait_lock:
            if self.poll() is None:
                await _wait(self._proc._process.wakes, self._proc._process)
        return self.returncode

    def send_signal(self, sig):
        self._proc.send_signal(sig)

    def terminate(self):
        self._proc.terminate()

    def kill(self):
        self._proc.kill()


async def open_process(command, *, stdin=None, stdout=None, stderr=None, **options):
    for key in ("universal_newlines", "text", "encoding", "errors", "bufsize"):
        if options.get(key):
            raise TypeError("trio.Process only supports communicating over unbuffered byte "
                            f"streams; the '{key}' option is not supported")
    is_text = isinstance(command, (str, bytes))
    if is_text and not options.get("shell"):
        raise TypeError("command must be a sequence (not a string or bytes) if shell=False on "
                        "UNIX systems")
    if not is_text and options.get("shell"):
        raise TypeError("command must be a string or bytes (not a sequence) if shell=True on "
                        "UNIX systems")
    ends = [None, None, None]
    if stdin == subprocess.PIPE:
        stdin = Pipe()
        ends[0] = PipeSendStream(stdin)
    if stdout == subprocess.PIPE:
        stdout = Pipe()
        ends[1] = PipeReceiveStream(stdout)
    if stderr == subprocess.STDOUT:
        if stdout is not None:
            stderr = stdout
    elif stderr == subprocess.PIPE:
        stderr = Pipe()
        ends[2] = PipeReceiveStream(stderr)
    popen = await trio.to_thread.run_sync(partial(
        subprocess.Popen, command, stdin=stdin, stdout=stdout, stderr=stderr, **options))
    for end in ends:
        if end is not None:
            end._process = popen._process
    process = object.__new__(Process)
    process._set_up(popen, *ends)
    return process


async def _end_politely(process):
    process.terminate()
    await trio.sleep(5)
    warnings.warn(RuntimeWarning(f"process {process!r} ignored SIGTERM for 5 seconds. (Maybe you "
                                 "should pass a custom deliver_cancel?) Trying SIGKILL."),
                  stacklevel=1)
    process.kill()


def _check_ways(stdin, options, is_direct):
    if isinstance(stdin, str):
        raise UnicodeError("process stdin must be bytes, not str")
    if not is_direct:
        return
    if stdin is subprocess.PIPE:
        raise ValueError("stdout=subprocess.PIPE is only valid with nursery.start, since that's "
                         "the only way to access the pipe; use nursery.start or pass the data you "
                         "want to write directly")
    for name in ("stdout", "stderr"):
        if options.get(name) is subprocess.PIPE:
            raise ValueError(f"{name}=subprocess.PIPE is only valid with nursery.start, since "
                             "that's the only way to access the pipe")


async def _feed(stream, data):
    async with stream:
        with suppress(trio.BrokenResourceError):
            await stream.send_all(data)


async def _collect(stream, chunks):
    async with stream:
        async for chunk in stream:
            chunks.append(chunk)


async def run_process(command, *, stdin=b"", capture_stdout=False, capture_stderr=False,
                      check=True, deliver_cancel=None, task_status=trio.TASK_STATUS_IGNORED,
                      **options):
    _check_ways(stdin, options, task_status is trio.TASK_STATUS_IGNORED)
    has_input = isinstance(stdin, (bytes, bytearray))
    options["stdin"] = subprocess.PIPE if has_input else stdin
    for name, captures in (("stdout", capture_stdout), ("stderr", capture_stderr)):
        if captures:
            if name in options:
                raise ValueError(f"can't specify both {name} and capture_{name}")
            options[name] = subprocess.PIPE
    if deliver_cancel is None:
        deliver_cancel = _end_politely
    out, err = [], []

    async def feed_input(stream):
        await _feed(stream, stdin)

    async def read_output(stream, chunks):
        await _collect(stream, chunks)

    process = await open_process(command, **options)
    async with trio.open_nursery() as nursery:
        try:
            if has_input:
                nursery.start_soon(feed_input, process.stdin)
                process.stdin = process.stdio = None
            if capture_stdout:
                nursery.start_soon(read_output, process.stdout, out)
                process.stdout = process.stdio = None
            if capture_stderr:
                nursery.start_soon(read_output, process.stderr, err)
                process.stderr = None
            task_status.started(process)
            await process.wait()
        except BaseException:
            with trio.CancelScope(shield=True):
                scope = trio.CancelScope(shield=True)

                async def killer():
                    with scope:
                        await deliver_cancel(process)

                nursery.start_soon(killer)
                await process.wait()
                scope.cancel(reason="trio internal implementation detail")
                raise
    stdout = b"".join(out) if capture_stdout else None
    stderr = b"".join(err) if capture_stderr else None
    if process.returncode and check:
        raise subprocess.CalledProcessError(process.returncode, process.args, output=stdout,
                                            stderr=stderr)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


Process.__module__ = "trio"
