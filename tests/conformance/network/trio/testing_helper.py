import trio
import trio.testing


async def main():
    for listener in await trio.open_tcp_listeners(0):
        client = await trio.testing.open_stream_to_socket_listener(listener)
        server = await listener.accept()
        await client.send_all(b"x")
        print(await server.receive_some(10), client.socket.getpeername()[0])
        await client.aclose()
        await server.aclose()
        await listener.aclose()


trio.run(main)
