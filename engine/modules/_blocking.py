"""How code waits for what threads do. A thread waits alone; whatever else waits stands still, with its
whole loop, while the threads go on."""

from _threads import Mailbox, ask, current, interrupt, next_wakeup
from time import monotonic, sleep


def block_until(is_so, deadline=None, hangs="this waits for what never comes by itself"):
    """Of code that is no thread's. Whether it is so before the deadline."""
    while True:
        sleep(0)
        if is_so():
            return True
        wakeup = next_wakeup()
        if deadline is not None and (wakeup is None or deadline < wakeup):
            sleep(max(0, deadline - monotonic()))
            return is_so()
        if wakeup is None:
            raise RuntimeError(hangs)
        sleep(max(0, wakeup - monotonic()))


def wait_until(is_so, wakes, timeout=None):
    """Whether it is so in time. `wakes`: lists of functions; those of one of them are called and
    dropped whenever it may have become so."""
    deadline = None if timeout is None else monotonic() + timeout
    thread = current()
    if thread is None:
        return block_until(is_so, deadline)
    while not is_so():
        if deadline is None:
            mailbox = Mailbox()
            wake = lambda: mailbox.put(None)
        elif monotonic() >= deadline:
            return False
        else:
            wake = lambda: interrupt(thread)
        for each in wakes:
            each.append(wake)
        ask()
        if deadline is None:
            mailbox.get()
        else:
            sleep(deadline - monotonic())
        for each in wakes:
            if wake in each:
                each.remove(wake)
    return True
