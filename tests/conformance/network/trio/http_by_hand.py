import trio

PAGES = {"/": b"welcome", "/long": b"x" * 300_000}


class Lines:
    def __init__(self, stream):
        self.stream, self.rest = stream, b""

    async def line(self):
        while b"\r\n" not in self.rest:
            data = await self.stream.receive_some(16)
            if not data:
                raise EOFError(self.rest)
            self.rest += data
        line, _, self.rest = self.rest.partition(b"\r\n")
        return line.decode()

    async def exactly(self, count):
        while len(self.rest) < count:
            data = await self.stream.receive_some()
            if not data:
                raise EOFError(len(self.rest))
            self.rest += data
        data, self.rest = self.rest[:count], self.rest[count:]
        return data


async def answer(stream, status, body):
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n"
    await stream.send_all(head.encode() + body)


async def serve(stream):
    lines = Lines(stream)
    while True:
        try:
            with trio.fail_after(1):
                request = await lines.line()
                while await lines.line():
                    pass
        except EOFError as exc:
            print(trio.current_time(), "ends", exc)
            return
        except trio.TooSlowError:
            await answer(stream, "408 Request Timeout", b"")
            return
        method, _, rest = request.partition(" ")
        path, _, version = rest.partition(" ")
        if method != "GET" or not version:
            await answer(stream, "400 Bad Request", request.encode())
            return
        body = PAGES.get(path)
        await answer(stream, "404 Not Found" if body is None else "200 OK", body or b"none")


async def ask(lines, request):
    await lines.stream.send_all(request)
    status, count = await lines.line(), 0
    while header := await lines.line():
        name, _, value = header.partition(": ")
        if name == "Content-Length":
            count = int(value)
    body = await lines.exactly(count)
    print(trio.current_time(), status, len(body), body[:20])


async def main():
    async with trio.open_nursery() as nursery:
        (listener,) = await nursery.start(
            lambda task_status: trio.serve_tcp(serve, 8080, host="127.0.0.1", task_status=task_status)
        )
        lines = Lines(await trio.open_tcp_stream("127.0.0.1", 8080))
        await ask(lines, b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        await ask(lines, b"GET /long HTTP/1.1\r\n\r\n")
        await ask(lines, b"GET /nothing HTTP/1.1\r\n\r\n")
        await ask(lines, b"POST\r\n\r\n")
        print(await lines.stream.receive_some())
        lines = Lines(await trio.open_tcp_stream("127.0.0.1", 8080))
        await lines.stream.send_all(b"GET / HT")
        print(await lines.line(), trio.current_time())
        await lines.stream.aclose()
        nursery.cancel_scope.cancel()


trio.run(main)
