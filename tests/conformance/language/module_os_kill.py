import os
import signal


def handler(number, frame):
    print("handler", signal.Signals(number).name)


signal.signal(signal.SIGUSR1, handler)
print(os.kill(os.getpid(), signal.SIGUSR1))
print(os.kill(os.getpid(), 0))
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGTERM)
for pid, number in ((os.getpid(), 99), (2**22 + 1, signal.SIGTERM), (2**22 + 1, 0), ("x", 1), (1.5, 1)):
    try:
        os.kill(pid, number)
    except (OSError, TypeError) as exc:
        print(type(exc).__name__, exc)
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt as exc:
    print("control-C", repr(exc))
