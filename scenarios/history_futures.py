import asyncio

FAIL = False  # the second step goes wrong


def after(loop, seconds, value=None, error=None):
    future = loop.create_future()
    if error is not None:
        loop.call_later(seconds, future.set_exception, error)
    else:
        loop.call_later(seconds, future.set_result, value)
    return future


def log_in(loop, name):
    print("log in", name)
    return after(loop, 0.1, "session")


def fetch(loop, session):
    print("fetch with", session)
    if FAIL:
        return after(loop, 0.2, error=OSError("connection lost"))
    return after(loop, 0.2, [3, 4])


def store(loop, rows):
    print("store", rows)
    return after(loop, 0.1, len(rows))


def job(loop):
    result = loop.create_future()

    def logged_in(session):
        fetch(loop, session.result()).add_done_callback(fetched)

    def fetched(rows):
        if rows.exception() is not None:
            result.set_exception(rows.exception())
        else:
            store(loop, rows.result()).add_done_callback(stored)

    def stored(count):
        result.set_result(count.result())

    log_in(loop, "ada").add_done_callback(logged_in)
    return result


def report(result):
    if result.exception() is not None:
        print("failed:", result.exception())
    else:
        print("stored", result.result())
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(lambda: job(loop).add_done_callback(report))
loop.run_forever()
loop.close()
