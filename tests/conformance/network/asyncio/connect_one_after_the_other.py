# host: mirror.example 192.0.2.1 192.0.2.2 192.0.2.3
# address: 192.0.2.1:80 {"outcome": "hang"}
# address: 192.0.2.2:80 {"latency": 0.2, "outcome": "refused"}
# address: 192.0.2.3:80 {"latency": 0.3, "script": [{"receive": "\n"}, {"after": 0.25, "send": "welcome\n"}, {"after": 2, "send": "late\n"}, {"end": true}]}
# address: 192.0.2.4:80 {"latency": 0.1, "outcome": "unreachable"}
# Timeouts round connecting: one mirror after the other, each with its time, and all with theirs.
import asyncio


def now():
    return f"{asyncio.get_running_loop().time():.2f}"


async def first_that_answers(addresses, each, together):
    try:
        async with asyncio.timeout(together):
            for address in addresses:
                try:
                    return await asyncio.wait_for(asyncio.open_connection(address, 80), each)
                except TimeoutError:
                    print(now(), address, "is too slow")
                except OSError as error:
                    print(now(), address, type(error).__name__, error)
    except TimeoutError as error:
        print(now(), "no more time", repr(error.__cause__), repr(error.__context__))
    return None


async def main():
    addresses = [f"192.0.2.{n}" for n in (1, 4, 2, 3)]
    reader, writer = await first_that_answers(addresses, 0.5, 5)
    writer.write(b"hello\n")
    for seconds in (1, 1, 3):
        try:
            async with asyncio.timeout(seconds):
                print(now(), await reader.readline())
        except TimeoutError:
            print(now(), "nothing yet")
    writer.close()
    await writer.wait_closed()
    print(await first_that_answers(addresses, 0.4, 0.75))
    trying = asyncio.create_task(asyncio.open_connection("mirror.example", 80))
    await asyncio.sleep(0.1)
    trying.cancel()
    print(await asyncio.gather(trying, return_exceptions=True), now())
    reader, writer = await asyncio.open_connection("mirror.example", 80, happy_eyeballs_delay=0.125)
    print(now(), writer.get_extra_info("peername"))
    writer.close()


asyncio.run(main())
