import asyncio

FAIL = False  # the second step goes wrong


async def log_in(name):
    print("log in", name)
    await asyncio.sleep(0.1)
    return "session"


async def fetch(session):
    print("fetch with", session)
    await asyncio.sleep(0.2)
    if FAIL:
        raise OSError("connection lost")
    return [3, 4]


async def store(rows):
    print("store", rows)
    await asyncio.sleep(0.1)
    return len(rows)


async def job():
    session = await log_in("ada")
    rows = await fetch(session)
    return await store(rows)


async def main():
    try:
        print("stored", await job())
    except OSError as error:
        print("failed:", error)


asyncio.run(main())
