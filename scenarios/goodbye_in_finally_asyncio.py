import asyncio


async def connection():
    print("hello")
    try:
        await asyncio.get_running_loop().create_future()  # a peer that never answers
    finally:
        print("say goodbye")
        await asyncio.sleep(5)  # and that is slow to take a goodbye
        print("goodbye sent")


async def main():
    try:
        async with asyncio.timeout(0.3):
            await connection()
    except TimeoutError:
        print("out, timeout")


asyncio.run(main())
