# A server that reads lines, whatever pieces they come in, and hangs up on who is silent too long.
from functools import partial

import trio


class LineReader:
    def __init__(self, stream, most=32):
        self.stream, self.most, self.buffer = stream, most, b""

    async def line(self):
        while b"\n" not in self.buffer:
            if len(self.buffer) > self.most:
                raise ValueError("the line is too long")
            more = await self.stream.receive_some(8)
            if not more:
                if self.buffer:
                    raise EOFError(self.buffer)
                return None
            self.buffer += more
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line.decode()


async def serve(stream):
    reader = LineReader(stream)
    said = 0
    try:
        while True:
            with trio.fail_after(1):
                line = await reader.line()
            if line is None:
                print(f"{trio.current_time():.2f} server: goodbye after {said}")
                return
            said += 1
            await stream.send_all(f"{said}: {line.upper()}\n".encode())
    except trio.TooSlowError:
        print(f"{trio.current_time():.2f} server: silent for too long")
        await stream.send_all(b"bye\n")
    except (ValueError, EOFError) as error:
        print(f"{trio.current_time():.2f} server: {type(error).__name__} {error}")


async def client(port, name, pieces):
    async with await trio.open_tcp_stream("127.0.0.1", port) as stream:
        async with trio.open_nursery() as nursery:
            async def hear():
                try:
                    async for data in stream:
                        print(f"{trio.current_time():.2f} {name} hears {data}")
                except trio.BrokenResourceError as error:
                    print(f"{trio.current_time():.2f} {name} is cut off: {error.__cause__}")
                nursery.cancel_scope.cancel()

            nursery.start_soon(hear)
            for pause, piece in pieces:
                await trio.sleep(pause)
                await stream.send_all(piece)
            await stream.send_eof()


async def main():
    async with trio.open_nursery() as nursery:
        (listener,) = await nursery.start(partial(trio.serve_tcp, host="127.0.0.1"), serve, 0)
        port = listener.socket.getsockname()[1]
        async with trio.open_nursery() as clients:
            clients.start_soon(client, port, "quick", [(0, b"one\ntwo\nthree\n")])
            clients.start_soon(client, port, "slow", [(0.1, b"he"), (0.4, b"l"), (0.4, b"lo\nand")])
            clients.start_soon(client, port, "silent", [(0.5, b"x\n"), (1.5, b"y\n")])
            clients.start_soon(client, port, "long", [(0.25, b"0123456789" * 5)])
        nursery.cancel_scope.cancel()


trio.run(main)
