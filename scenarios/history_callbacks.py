import asyncio

FAIL = False  # the second step goes wrong


def log_in(loop, name, on_done):
    print("log in", name)
    loop.call_later(0.1, on_done, None, "session")


def fetch(loop, session, on_done):
    print("fetch with", session)
    if FAIL:
        loop.call_later(0.2, on_done, OSError("connection lost"), None)
    else:
        loop.call_later(0.2, on_done, None, [3, 4])


def store(loop, rows, on_done):
    print("store", rows)
    loop.call_later(0.1, on_done, None, len(rows))


def job(loop, on_done):
    def logged_in(error, session):
        if error is not None:
            return on_done(error, None)
        fetch(loop, session, fetched)

    def fetched(error, rows):
        if error is not None:
            return on_done(error, None)
        store(loop, rows, on_done)

    log_in(loop, "ada", logged_in)


def report(error, count):
    if error is not None:
        print("failed:", error)
    else:
        print("stored", count)
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(job, loop, report)
loop.run_forever()
loop.close()
