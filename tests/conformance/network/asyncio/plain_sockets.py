# address: 192.0.2.1:7 {"latency": 0.3, "script": [{"echo": true}]}
import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setblocking(False)
    with sock:
        await loop.sock_connect(sock, ("192.0.2.1", 7))
        print(loop.time(), sock.getpeername())
        await loop.sock_sendall(sock, b"hello")
        print(await loop.sock_recv(sock, 3), loop.time())
        print(await loop.sock_recv(sock, 100), loop.time())
        try:
            await asyncio.wait_for(loop.sock_recv(sock, 100), 0.5)
        except TimeoutError:
            print("timeout", loop.time())

    listener = socket.socket()
    listener.setblocking(False)
    listener.bind(("127.0.0.1", 0))
    listener.listen()

    async def serve():
        made, address = await loop.sock_accept(listener)
        print("accepted", address[0])
        await loop.sock_sendall(made, b"welcome")
        made.close()

    task = asyncio.create_task(serve())
    client = socket.socket()
    client.setblocking(False)
    await loop.sock_connect(client, listener.getsockname())
    print(await loop.sock_recv(client, 100), await loop.sock_recv(client, 100))
    await task
    client.close()
    listener.close()


asyncio.run(main())
