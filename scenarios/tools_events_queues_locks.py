import trio

ORDERS = 6
PANS = 2


async def waiter(send, open_for_business):
    await open_for_business.wait()
    print("the kitchen is open")
    async with send:
        for order in range(ORDERS):
            await trio.sleep(0.05)
            await send.send(order)
    print("all orders taken")


async def cook(name, receive, pans, till):
    async for order in receive:
        async with pans:
            await trio.sleep(0.2)
        async with till:
            print(name, "serves", order)
            await trio.sleep(0.1)


async def main():
    open_for_business = trio.Event()
    send, receive = trio.open_memory_channel(2)
    pans, till = trio.CapacityLimiter(PANS), trio.Lock()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(waiter, send, open_for_business, name="waiter")
        for name in ("cook1", "cook2", "cook3"):
            nursery.start_soon(cook, name, receive, pans, till, name=name)
        await trio.sleep(0.1)
        open_for_business.set()
    print("closed")


trio.run(main)
