# address: 192.0.2.1:80 {"latency": 0.1, "script": [{"send": "half of it"}, {"after": 1, "reset": true}]}
# address: 192.0.2.2:80 {"latency": 0.1, "outcome": "reset", "script": [{"receive": "GET"}, {"send": "20"}]}
# address: 192.0.2.3:80 {"outcome": "reset"}
import trio


async def fetch(ip):
    async with await trio.open_tcp_stream(ip, 80) as stream:
        await stream.send_all(b"GET / HTTP/1.0\r\n\r\n")
        try:
            while data := await stream.receive_some():
                print(trio.current_time(), ip, data)
            print(trio.current_time(), ip, "end")
        except trio.BrokenResourceError as exc:
            print(trio.current_time(), ip, exc)
        try:
            await stream.send_all(b"more")
        except trio.BrokenResourceError as exc:
            print(trio.current_time(), ip, exc)


async def main():
    for last in (1, 2, 3):
        await fetch(f"192.0.2.{last}")


trio.run(main)
