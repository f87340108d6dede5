import asyncio
import socket


async def echo(loop, sock):
    with sock:
        while data := await loop.sock_recv(sock, 100):
            await loop.sock_sendall(sock, data.upper())


async def main():
    loop = asyncio.get_running_loop()
    listener = socket.socket()
    listener.setblocking(False)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    client = socket.socket()
    client.setblocking(False)
    connecting = asyncio.create_task(loop.sock_connect(client, listener.getsockname()))
    accepted, address = await loop.sock_accept(listener)
    await connecting
    print(address == client.getsockname())
    accepted.setblocking(False)
    serving = asyncio.create_task(echo(loop, accepted))
    await loop.sock_sendall(client, b"hello")
    print(await loop.sock_recv(client, 100))
    seen = loop.create_future()
    loop.add_reader(client, lambda: seen.done() or seen.set_result(client.recv(100)))
    await loop.sock_sendall(client, b"again")
    print(await seen, loop.remove_reader(client), loop.remove_reader(client))
    waiting = asyncio.create_task(loop.sock_recv(client, 100))
    await asyncio.sleep(0.1)
    waiting.cancel()
    print(await asyncio.gather(waiting, return_exceptions=True))
    client.close()
    await serving
    try:
        refused = socket.socket()
        refused.setblocking(False)
        await loop.sock_connect(refused, ("127.0.0.1", 1))
    except (ConnectionRefusedError, ValueError) as error:
        print(type(error).__name__)
    found = await loop.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)
    print(found)
    listener.close()


asyncio.run(main())
