# address: 192.0.2.1:80 {"latency": 0.1, "script": [{"after": 0.2, "send": "late"}, {"end": true}]}
# address: 192.0.2.2:80 {"latency": 0.2, "outcome": "refused"}
# address: 192.0.2.3:80 {"outcome": "hang"}
import asyncio


async def fetch(ip):
    loop = asyncio.get_running_loop()
    try:
        reader, writer = await asyncio.open_connection(ip, 80)
        try:
            print(round(loop.time(), 3), ip, await reader.read())
        finally:
            writer.close()
            await writer.wait_closed()
    except asyncio.CancelledError:
        print(round(loop.time(), 3), ip, "cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            for last in (2, 3):
                group.create_task(fetch(f"192.0.2.{last}"))
    except* OSError as errors:
        print([str(each) for each in errors.exceptions])
    found = await asyncio.gather(
        *(fetch(f"192.0.2.{last}") for last in (1, 2)), return_exceptions=True
    )
    print(found)


asyncio.run(main())
