# rules: F9
import trio


def worker(requests, answers):
    while True:
        try:
            number = trio.from_thread.run(requests.receive)
        except trio.EndOfChannel:
            trio.from_thread.run(answers.aclose)
            return "worker done"
        trio.from_thread.run_sync(print, "got", number)
        trio.from_thread.run(answers.send, number * number)


async def main():
    to_thread, requests = trio.open_memory_channel(0)
    answers, from_thread = trio.open_memory_channel(0)

    async def thread():
        print(await trio.to_thread.run_sync(worker, requests, answers))

    async with trio.open_nursery() as nursery:
        nursery.start_soon(thread)
        for number in (2, 3):
            await to_thread.send(number)
            print("squared", await from_thread.receive())
        await to_thread.aclose()
        print("rest:", [x async for x in from_thread])


trio.run(main)
