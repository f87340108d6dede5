# rules: E3
import trio


async def waiter(semaphore, name):
    await semaphore.acquire()
    print(name, semaphore.value, trio.current_time())


async def main():
    semaphore = trio.Semaphore(1, max_value=2)
    print(semaphore.value, semaphore.max_value, semaphore.statistics())
    semaphore.acquire_nowait()
    try:
        semaphore.acquire_nowait()
    except trio.WouldBlock:
        print("would block")
    async with trio.open_nursery() as nursery:
        nursery.start_soon(waiter, semaphore, "a")
        nursery.start_soon(waiter, semaphore, "b")
        await trio.sleep(1)
        print(semaphore.statistics().tasks_waiting)
        semaphore.release()
        print("handed over, the value stays", semaphore.value)
        semaphore.release()
    semaphore.release()
    semaphore.release()
    try:
        semaphore.release()
    except ValueError as error:
        print(error, semaphore.value)


trio.run(main)
