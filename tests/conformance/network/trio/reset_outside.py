# address: 192.0.2.1:80 {"latency": 0.1, "script": [{"send": "first"}, {"after": 0.2, "send": "second"}, {"after": 0.6, "send": "third"}]}
# address: 192.0.2.2:80 {"latency": 0.1}
# input: {"at": 0.65, "do": "network", "address": "192.0.2.1:80", "outcome": "reset"}
# input: {"at": 0.8, "do": "network", "address": "192.0.2.2:80", "outcome": "refused"}
import trio


async def reader(ip):
    stream = await trio.open_tcp_stream(ip, 80)
    try:
        async for data in stream:
            print(trio.current_time(), ip, data)
    except trio.BrokenResourceError as exc:
        print(trio.current_time(), ip, exc, repr(exc.__cause__))
    try:
        await stream.send_all(b"are you there?")
        print("sent")
    except trio.BrokenResourceError as exc:
        print(trio.current_time(), ip, exc, repr(exc.__cause__))
    await stream.aclose()


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(reader, "192.0.2.1")
        with trio.move_on_after(1):
            await reader("192.0.2.2")
    for ip in ("192.0.2.1", "192.0.2.2"):
        try:
            stream = await trio.open_tcp_stream(ip, 80)
            print(trio.current_time(), ip, "connected")
            print(await stream.receive_some())
        except (OSError, trio.BrokenResourceError) as exc:
            print(trio.current_time(), ip, repr(exc), repr(exc.__cause__))


trio.run(main)
