import trio

CAPACITY = 0


async def producer(send):
    async with send:
        for i in range(6):
            await send.send(i)
            print("sent", i)


async def consumer(receive):
    async for value in receive:
        await trio.sleep(0.2)
        print("done with", value)


async def main():
    send, receive = trio.open_memory_channel(CAPACITY)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(producer, send, name="producer")
        nursery.start_soon(consumer, receive, name="consumer")
    print("end")


trio.run(main)
