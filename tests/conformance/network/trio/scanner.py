# host: box.example 192.0.2.5
# address: 192.0.2.5:22 {"latency": 0.1, "script": [{"send": "SSH-2.0-x\r\n"}]}
# address: 192.0.2.5:80 {"latency": 0.1}
# address: 192.0.2.5:443 {"outcome": "hang"}
import trio


async def scan(port, limit, found):
    async with limit:
        with trio.move_on_after(0.5):
            try:
                stream = await trio.open_tcp_stream("box.example", port)
            except OSError as exc:
                found[port] = f"closed: {exc.__cause__.exceptions[0].strerror}"
                return
            found[port] = "open"
            async with stream:
                with trio.move_on_after(0.3):
                    found[port] = await stream.receive_some()


async def main():
    found = {}
    limit = trio.CapacityLimiter(2)
    async with trio.open_nursery() as nursery:
        for port in (21, 22, 80, 443, 8080):
            nursery.start_soon(scan, port, limit, found)
    print(sorted(found.items()), trio.current_time())


trio.run(main)
