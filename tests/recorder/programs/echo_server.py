"""An echo server and its clients, who meet on loopback. One client never says goodbye."""

import trio

CLIENTS = 4
WORDS = ("one", "two", "three")


async def echo(stream):
    async with stream:
        while True:
            data = await stream.receive_some(1024)
            if not data:
                return
            await stream.send_all(data.upper())


async def client(number, port, said):
    stream = await trio.open_tcp_stream("127.0.0.1", port)
    async with stream:
        for word in WORDS:
            await stream.send_all(word.encode())
            answer = await stream.receive_some(1024)
            said.append((number, answer.decode()))
            await trio.sleep(0.01 * (number + 1))


async def silent(port):
    async with await trio.open_tcp_stream("127.0.0.1", port) as stream:
        await stream.receive_some(1024)  # nobody will ever send it anything


async def main():
    said = []
    async with trio.open_nursery() as nursery:
        listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
        port = listeners[0].socket.getsockname()[1]
        nursery.start_soon(trio.serve_listeners, echo, listeners)
        with trio.move_on_after(0.6):
            async with trio.open_nursery() as clients:
                clients.start_soon(silent, port)
                for number in range(CLIENTS):
                    clients.start_soon(client, number, port, said)
        nursery.cancel_scope.cancel()
    print(len(said), "answers:", *sorted({word for _, word in said}))


trio.run(main)
