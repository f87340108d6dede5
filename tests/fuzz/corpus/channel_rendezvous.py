# rules: E6 E7 E9 L33
# needs: trio.open_memory_channel
import trio


async def producer(send, count):
    async with send:
        for i in range(count):
            await send.send(i)
            print("sent", i)


async def consumer(name, receive):
    async with receive:
        async for item in receive:
            print(name, "got", item)
            await trio.sleep(0.1)


async def main():
    for size in [0, 2]:
        send, receive = trio.open_memory_channel(size)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(producer, send.clone(), 4)
            nursery.start_soon(producer, send, 2)
            nursery.start_soon(consumer, "a", receive.clone())
            nursery.start_soon(consumer, "b", receive)
        print("end", f"{trio.current_time():.1f}")
    send, receive = trio.open_memory_channel(2)
    send.send_nowait("left")
    send.close()
    print(await receive.receive())
    try:
        await receive.receive()
    except trio.EndOfChannel:
        print("end of channel")


trio.run(main)
