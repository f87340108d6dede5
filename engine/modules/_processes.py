"""Programs that are started: what the scenario's table says of them, in simulated time."""

from _process_table import entries
from _threads import Mailbox, end, interrupt, start
from time import monotonic, sleep

PIPE, STDOUT, DEVNULL = -1, -2, -3
CAPACITY = 65536  # of a pipe, as Linux has it
_FIRST_PID = 5000
living = {}  # by their numbers, until somebody has asked how they ended
_count = 0


class Pipe:
    """Bytes on their way from a writer to a reader. `wakes` are called whenever anything changes."""

    def __init__(self):
        self.data = bytearray()
        self.has_writer = self.has_reader = True
        self.wakes = []

    def changed(self):
        wakes, self.wakes = self.wakes, []
        for wake in wakes:
            wake()

    def write(self, text):
        """How much went in; None: it is full."""
        if not self.has_reader:
            raise BrokenPipeError(32, "Broken pipe")
        room = CAPACITY - len(self.data)
        if text and room == 0:
            return None
        taken = text[:room]
        self.data += taken
        self.changed()
        return len(taken)

    def read(self, most):
        """b"" at the end; None: there is nothing yet."""
        if not self.data:
            return None if self.has_writer else b""
        taken = bytes(self.data[:most])
        del self.data[:most]
        self.changed()
        return taken

    def close_writer(self):
        self.has_writer = False
        self.changed()

    def close_reader(self):
        self.has_reader = False
        self.data.clear()
        self.changed()


class _Killed(BaseException):
    pass


class Process:
    """One that runs, or has run. What it prints goes to what `stdout` and `stderr` are: a Pipe, or a
    function, or None."""

    def __init__(self, args, shell, stdin, stdout, stderr):
        global _count
        self.words = _words(args, shell)
        self.entry = _entry_of(self.words, shell)
        self.stdin, self.stdout, self.stderr = stdin, stdout, stderr
        _count += 1
        self.pid = _FIRST_PID + _count
        self.returncode = None
        self.wakes = []  # called when it ends
        self._signal = None
        self._mailbox = None  # in which it waits
        self.thread = None

    def begin(self):
        living[self.pid] = self
        self.thread = start(self._live, None, " ".join(self.words), True)

    def poll(self):
        """How it has ended; None: it runs."""
        if self.returncode is not None:
            living.pop(self.pid, None)
        return self.returncode

    def kill(self, number):
        """It gets a signal."""
        if self.returncode is not None or number in self.entry[5]:
            return
        if self._signal is None:
            self._signal = number
            if self._mailbox is not None:
                self._mailbox.put(None)
            else:
                interrupt(self.thread)

    # Of its own code, which runs in a thread.

    def _live(self):
        try:
            status = self._run()
        except _Killed:
            status = -self._signal
        self._end(status)

    def _run(self):
        command, output, seconds, status, reads, ignored = self.entry
        self._check()
        if reads:
            while given := self._next_given():
                if reads == 2:
                    self._write(self.stdout, given)
        began = monotonic()
        for after, is_error, text in output:
            self._sleep(after)
            self._write(self.stderr if is_error else self.stdout, text)
        if seconds is not None:
            self._sleep(began + seconds - monotonic())
        return status

    def _end(self, status):
        end()
        for pipe in {id(self.stdout): self.stdout, id(self.stderr): self.stderr}.values():
            if isinstance(pipe, Pipe):
                pipe.close_writer()
        if isinstance(self.stdin, Pipe):
            self.stdin.close_reader()
        self.returncode = status
        wakes, self.wakes = self.wakes, []
        for wake in wakes:
            wake()

    def _check(self):
        if self._signal is not None:
            raise _Killed

    def _sleep(self, seconds):
        if seconds == float("inf"):
            self._wait(None)
        elif seconds > 0:
            sleep(seconds)
            self._check()

    # Until the pipe has changed; without one: until it is killed.
    def _wait(self, pipe):
        mailbox = self._mailbox = Mailbox()
        if pipe is not None:
            pipe.wakes.append(lambda: mailbox.put(None))
        mailbox.get()
        self._mailbox = None
        self._check()

    def _next_given(self):
        if not isinstance(self.stdin, Pipe):
            given, self.stdin = self.stdin, b""
            return given
        while (given := self.stdin.read(CAPACITY)) is None:
            self._wait(self.stdin)
        return given

    def _write(self, to, text):
        if not isinstance(to, Pipe):
            if to is not None:
                to(text)
            return
        while text:
            try:
                count = to.write(text)
            except BrokenPipeError:
                self._signal = 13
                raise _Killed from None
            if count is None:
                self._wait(to)
            else:
                text = text[count:]


def _words(args, shell):
    from os import fspath, fsdecode

    if isinstance(args, (str, bytes)) or hasattr(args, "__fspath__"):
        text = fsdecode(args)
        return text.split() if shell else [text]
    return [fsdecode(fspath(word)) for word in args]


# The whole command's, or that of its first word, with or without folders.
def _entry_of(words, shell):
    table = {entry[0]: entry for entry in entries()}
    if not table:
        raise NotImplementedError(
            "no program can be started here: give the scenario a table `processes`, as "
            '{"ls": {"stdout": "a.txt\\n", "seconds": 0.2}}')
    name = words[0] if words else ""
    for key in (" ".join(words), name, name.rpartition("/")[2]):
        if key in table:
            return table[key]
    if shell:
        return (name, [(0.0, True, f"/bin/sh: 1: {name}: not found\n".encode())], None, 127, 0, [])
    raise FileNotFoundError(2, "No such file or directory", name)


def to_program(is_error):
    """What a process prints that has no output of its own is the program's."""
    def write(text):
        import sys

        print(text.decode("utf-8", "replace"), end="", file=sys.stderr if is_error else sys.stdout)

    return write


def output_of(kind, is_error, make_pipe):
    """What a process is given for `stdout=kind`: (it, the pipe if there is one)."""
    if kind is None:
        return to_program(is_error), None
    if kind == DEVNULL:
        return None, None
    if kind == PIPE:
        pipe = make_pipe()
        return pipe, pipe
    file = getattr(kind, "buffer", kind)

    def write(text):
        file._put(text)
        file._settle()

    if not hasattr(file, "_put"):
        raise NotImplementedError("a process prints to a pipe, to a file that is open, to DEVNULL "
                                  "or where the program prints")
    return write, None
