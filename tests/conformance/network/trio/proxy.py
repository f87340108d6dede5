# host: origin.example 192.0.2.80
# address: 192.0.2.80:80 {"latency": 0.05, "script": [{"receive": "\r\n\r\n"}, {"after": 0.1, "send": "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"}, {"end": true}]}
import trio


async def pipe(source, sink):
    async for data in source:
        await sink.send_all(data)
    await sink.send_eof()


async def proxy(near):
    async with await trio.open_tcp_stream("origin.example", 80) as far:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(pipe, near, far)
            nursery.start_soon(pipe, far, near)


async def main():
    async with trio.open_nursery() as nursery:
        listeners = await nursery.start(trio.serve_tcp, proxy, 0)
        port = listeners[0].socket.getsockname()[1]
        stream = await trio.open_tcp_stream("127.0.0.1", port)
        await stream.send_all(b"GET / HTTP/1.0\r\nHost: origin.example\r\n\r\n")
        await stream.send_eof()
        answer = b""
        async for data in stream:
            answer += data
        head, _, body = answer.partition(b"\r\n\r\n")
        print(trio.current_time(), head.split(b"\r\n"), body)
        nursery.cancel_scope.cancel()


trio.run(main)
