# rules: F8
import trio


async def produce(send):
    async with send:
        async with await trio.open_file("in.txt") as file:
            async for line in file:
                await send.send(line.strip())


async def consume(receive):
    async with await trio.open_file("out.txt", "w") as file:
        async for word in receive:
            await file.write(word.upper() + "\n")
            print("wrote", word, trio.current_time())


async def main():
    send, receive = trio.open_memory_channel(2)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(produce, send)
        nursery.start_soon(consume, receive)
    print(await trio.Path("out.txt").read_text())


trio.run(main)
