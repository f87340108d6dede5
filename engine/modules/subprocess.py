"""Programs that are started. What waits here blocks the whole loop."""

__all__ = ["CalledProcessError", "CompletedProcess", "DEVNULL", "PIPE", "Popen", "STDOUT",
           "SubprocessError", "TimeoutExpired", "call", "check_call", "check_output", "getoutput",
           "list2cmdline", "run"]

import io
from _blocking import block_until
from _processes import DEVNULL, PIPE, STDOUT, Pipe, Process, output_of
from time import monotonic


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    """A program has ended with a status that is not 0."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            import signal

            try:
                return f"Command '{self.cmd}' died with {signal.Signals(-self.returncode)!r}."
            except ValueError:
                return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """A program has not ended in time."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    @property
    def stdout(self):
        return self.output


class CompletedProcess:
    """A program that has ended."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = [f"args={self.args!r}", f"returncode={self.returncode!r}"]
        if self.stdout is not None:
            parts.append(f"stdout={self.stdout!r}")
        if self.stderr is not None:
            parts.append(f"stderr={self.stderr!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


# The program's end of a pipe, as a file; to read from it blocks.
class _PipeFile(io.BufferedIOBase):
    def __init__(self, pipe, writes):
        self._pipe = pipe
        self._writes = writes

    def close(self):
        if self.closed:
            return
        self.closed = True
        if self._writes:
            self._pipe.close_writer()
        else:
            self._pipe.close_reader()

    def flush(self):
        pass

    def readable(self):
        return not self._writes

    def writable(self):
        return self._writes

    def write(self, data):
        self._check("write to closed file")
        sent = 0
        while sent < len(data):
            count = self._pipe.write(data[sent:])
            if count is None:
                block_until(lambda: len(self._pipe.data) < 65536 or not self._pipe.has_reader)
            else:
                sent += count
        return sent

    def read(self, size=-1):
        self._check("read of closed file")
        taken = bytearray()
        while size is None or size < 0 or len(taken) < size:
            most = 65536 if size is None or size < 0 else size - len(taken)
            data = self._pipe.read(most)
            if data is None:
                block_until(lambda: self._pipe.data or not self._pipe.has_writer)
                continue
            if not data:
                break
            taken += data
        return bytes(taken)

    def readline(self, size=-1):
        self._check("readline of closed file")
        pipe = self._pipe
        block_until(lambda: b"\n" in pipe.data or not pipe.has_writer)
        end = pipe.data.find(b"\n") + 1 or len(pipe.data)
        return (pipe.read(end) if end else None) or b""


class _TextPipeFile(io.TextIOBase):
    def __init__(self, file, encoding, errors):
        self.buffer = file
        self.encoding = encoding or "utf-8"
        self.errors = errors or "strict"

    @property
    def closed(self):
        return self.buffer.closed

    def _text(self, data):
        return data.decode(self.encoding, self.errors).replace("\r\n", "\n")

    def read(self, size=-1):
        return self._text(self.buffer.read(size))

    def readline(self, size=-1):
        return self._text(self.buffer.readline(size))

    def write(self, text):
        self.buffer.write(text.encode(self.encoding, self.errors))
        return len(text)

    def flush(self):
        self.buffer.flush()

    def close(self):
        self.buffer.close()


class Popen:
    """A program that runs."""

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None,
                 preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None,
                 universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True,
                 start_new_session=False, pass_fds=(), *, user=None, group=None,
                 extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1,
                 process_group=None):
        self.args = args
        self._text = bool(text or universal_newlines or encoding or errors)
        self._encoding, self._errors = encoding, errors
        given = Pipe() if stdin == PIPE or isinstance(stdin, Pipe) else None
        if isinstance(stdin, Pipe):
            given = stdin
        elif given is None and stdin is not None and stdin != DEVNULL:
            given = getattr(stdin, "buffer", stdin).read()
        out, out_pipe = _output_of(stdout, False)
        err, err_pipe = (out, None) if stderr == STDOUT else _output_of(stderr, True)
        self._process = Process(args, shell, given or b"", out, err)
        self.pid = self._process.pid
        self.returncode = None
        self.stdin = self._file(given, True) if stdin == PIPE else None
        self.stdout = self._file(out_pipe, False) if stdout == PIPE else None
        self.stderr = self._file(err_pipe, False) if stderr == PIPE else None
        self._process.begin()

    def _file(self, pipe, writes):
        file = _PipeFile(pipe, writes)
        return _TextPipeFile(file, self._encoding, self._errors) if self._text else file

    def __repr__(self):
        args = self.args if isinstance(self.args, str) else list(self.args)
        return f"<Popen: returncode: {self.returncode} args: {args!r}>"

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        for file in (self.stdout, self.stderr, self.stdin):
            if file is not None:
                file.close()
        self.wait()

    def poll(self):
        if self.returncode is None:
            self.returncode = self._process.poll()
        return self.returncode

    def wait(self, timeout=None):
        deadline = None if timeout is None else monotonic() + timeout
        if not block_until(lambda: self._process.returncode is not None, deadline):
            raise TimeoutExpired(self.args, timeout)
        return self.poll()

    def communicate(self, input=None, timeout=None):
        deadline = None if timeout is None else monotonic() + timeout
        if input and self._text:
            input = input.encode(self._encoding or "utf-8", self._errors or "strict")
        left = [input or b""]
        taken = {"stdout": bytearray(), "stderr": bytearray()}

        def is_done():
            if self.stdin is not None and not self.stdin.closed:
                self._give(left)
            done = self._process.returncode is not None
            for name, part in taken.items():
                file = getattr(self, name)
                if file is None:
                    continue
                pipe = getattr(file, "buffer", file)._pipe
                while data := pipe.read(65536):
                    part += data
                done = done and not pipe.has_writer
            return done

        if not block_until(is_done, deadline):
            raise TimeoutExpired(self.args, timeout, bytes(taken["stdout"]) or None,
                                 bytes(taken["stderr"]) or None)
        self.poll()
        return tuple([self._given(name, part) for name, part in taken.items()])

    def _give(self, left):
        pipe = getattr(self.stdin, "buffer", self.stdin)._pipe
        try:
            while left[0] and (count := pipe.write(left[0])) is not None:
                left[0] = left[0][count:]
        except BrokenPipeError:
            left[0] = b""
        if not left[0]:
            self.stdin.close()

    def _given(self, name, part):
        if getattr(self, name) is None:
            return None
        if not self._text:
            return bytes(part)
        return part.decode(self._encoding or "utf-8", self._errors or "strict")

    def send_signal(self, sig):
        if self.poll() is None:
            self._process.kill(int(sig))

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)


def _output_of(kind, is_error):
    if isinstance(kind, Pipe):
        return kind, None
    return output_of(kind, is_error, Pipe)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = kwargs["stderr"] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except BaseException:
            process.kill()
            raise
        status = process.poll()
        if check and status:
            raise CalledProcessError(status, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, status, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except BaseException:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    status = call(*popenargs, **kwargs)
    if status:
        raise CalledProcessError(status, kwargs.get("args", popenargs[0] if popenargs else None))
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getoutput(cmd):
    output = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT).stdout
    return output[:-1] if output.endswith("\n") else output


def list2cmdline(seq):
    return " ".join(f'"{word}"' if " " in word or not word else word for word in seq)
