
import signal

print(signal.SIGTERM, repr(signal.SIGINT), signal.Signals(15).name, int(signal.SIGKILL), signal.SIGTERM == 15)
print(signal.getsignal(signal.SIGTERM), repr(signal.getsignal(signal.SIGPIPE)))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)


def handler(number, frame):
    print("handler", signal.Signals(number).name)


print(repr(signal.signal(signal.SIGTERM, handler)))
signal.raise_signal(signal.SIGTERM)
print(signal.signal(signal.SIGTERM, signal.SIG_IGN) is handler)
signal.raise_signal(signal.SIGTERM)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.raise_signal(signal.SIGCHLD)
signal.raise_signal(signal.SIGPIPE)
for call in (lambda: signal.signal(99, handler), lambda: signal.signal(signal.SIGTERM, 5), lambda: signal.signal("x", handler),
             lambda: signal.getsignal(0), lambda: signal.raise_signal(99), lambda: signal.signal(signal.SIGKILL, handler)):
    try:
        print(call())
    except (ValueError, TypeError, OSError) as exc:
        print(type(exc).__name__, exc)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt as exc:
    print("control-C", repr(exc))
print(signal.strsignal(signal.SIGTERM), signal.SIGUSR1 in signal.valid_signals())


def failing(number, frame):
    raise LookupError(number)


signal.signal(signal.SIGUSR1, failing)
try:
    signal.raise_signal(signal.SIGUSR1)
except LookupError as exc:
    print("out of the handler", exc)
signal.signal(signal.SIGUSR2, failing)
signal.raise_signal(signal.SIGUSR2)
