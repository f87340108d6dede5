import trio


async def serve(listener):
    while True:
        sock, address = await listener.accept()
        with sock:
            print("from", address[0], sock.getsockname() == listener.getsockname())
            while data := await sock.recv(3):
                await sock.send(data.title())
            print("closed", sock.did_shutdown_SHUT_WR)


async def main():
    listener = trio.socket.socket(trio.socket.AF_INET, trio.socket.SOCK_STREAM)
    print(listener.family, listener.type, listener.proto, listener.getsockname())
    listener.setsockopt(trio.socket.SOL_SOCKET, trio.socket.SO_REUSEADDR, 1)
    print(listener.getsockopt(trio.socket.SOL_SOCKET, trio.socket.SO_REUSEADDR))
    await listener.bind(("localhost", 6000))
    listener.listen()
    print(listener.getsockopt(trio.socket.SOL_SOCKET, trio.socket.SO_ACCEPTCONN))
    async with trio.open_nursery() as nursery:
        nursery.start_soon(serve, listener)
        with trio.socket.socket() as sock:
            for call in (sock.getpeername, lambda: sock.shutdown(1), lambda: sock.shutdown(7)):
                try:
                    call()
                except OSError as exc:
                    print(exc)
            await sock.connect(("", 6000))
            print(sock.getpeername(), sock.is_readable())
            print(await sock.send(b"abcdefg"))
            received = b""
            while len(received) < 7:
                received += await sock.recv(100)
            print(received)
            buffer = bytearray(4)
            await sock.send(b"xyz")
            await sock.wait_writable()
            print(await sock.recv_into(buffer), buffer)
            sock.shutdown(trio.socket.SHUT_WR)
            print(sock.did_shutdown_SHUT_WR, await sock.recv(10))
            try:
                await sock.send(b"x")
            except OSError as exc:
                print(type(exc).__name__, exc)
        try:
            await sock.recv(1)
        except OSError as exc:
            print(exc)
        await trio.sleep(1)
        nursery.cancel_scope.cancel()


trio.run(main)
