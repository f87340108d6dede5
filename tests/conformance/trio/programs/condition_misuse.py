# rules: E5
import trio


async def main():
    lock = trio.Lock()
    condition = trio.Condition(lock)
    for use in [condition.notify, condition.notify_all, condition.release]:
        try:
            use()
        except RuntimeError as error:
            print(error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)
    try:
        trio.Condition(trio.Semaphore(1))
    except TypeError as error:
        print(error)
    await condition.acquire()
    print(lock.locked(), lock.statistics().owner is trio.lowlevel.current_task())
    condition.release()
    condition.acquire_nowait()
    print(condition.locked())
    condition.release()


trio.run(main)
