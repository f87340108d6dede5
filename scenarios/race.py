import trio

FORGET = False  # forget to cancel the others
winner = None


async def jockey(name, seconds, nursery):
    global winner
    await trio.sleep(seconds)
    winner = name
    if not FORGET:
        nursery.cancel_scope.cancel(reason=f"{name} has won")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(jockey, "A", 0.5, nursery, name="A")
        nursery.start_soon(jockey, "B", 0.2, nursery, name="B")
        nursery.start_soon(jockey, "C", 0.35, nursery, name="C")
    print("winner", winner)


trio.run(main)
