# rules: F8 F9
# What a thread asks for under a token, or after it was abandoned, runs as a system task.
import time
import trio


async def told(name):
    print(name, trio.lowlevel.current_task().name, trio.current_time())
    await trio.sleep(0.1)
    return name


def by_token(token):
    print(trio.from_thread.run(told, "by token", trio_token=token))
    print(trio.from_thread.run_sync(round, 2.6, trio_token=token))


def abandoned():
    time.sleep(0.5)
    print(trio.from_thread.run(told, "abandoned"))
    try:
        trio.from_thread.check_cancelled()
    except trio.Cancelled:
        print("abandoned: cancelled")
    time.sleep(3)
    try:
        trio.from_thread.run(told, "too late")
    except trio.RunFinishedError as error:
        print("finished:", error)


async def main():
    await trio.to_thread.run_sync(by_token, trio.lowlevel.current_trio_token())
    with trio.move_on_after(0.2):
        await trio.to_thread.run_sync(abandoned, abandon_on_cancel=True)
    await trio.sleep(2)
    stats = trio.to_thread.current_default_thread_limiter().statistics()
    print(stats.borrowed_tokens, stats.total_tokens, stats.tasks_waiting)


trio.run(main)
try:
    trio.run(trio.to_thread.run_sync, time.sleep, -1)
except ValueError as error:
    print(error)
time.sleep(3)
