import trio

CLOSE = False  # close the sending end when all is sent


async def producer(send):
    for i in range(3):
        await trio.sleep(0.1)
        await send.send(i)
    if CLOSE:
        await send.aclose()
    print("producer exits")


async def consumer(receive):
    async for value in receive:
        print("got", value)
        await trio.sleep(0.25)
    print("consumer exits")


async def main():
    send, receive = trio.open_memory_channel(0)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(producer, send, name="producer")
        nursery.start_soon(consumer, receive, name="consumer")
    print("end")


trio.run(main)
