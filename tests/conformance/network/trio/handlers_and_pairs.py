import trio


async def handler(stream):
    data = await stream.receive_some()
    if data == b"fail":
        raise ValueError("handler")
    await stream.send_all(data[::-1])


async def main():
    try:
        async with trio.open_nursery() as nursery:
            listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
            print(len(listeners))
            nursery.start_soon(trio.serve_listeners, handler, listeners)
            address = listeners[0].socket.getsockname()
            one = await trio.testing.open_stream_to_socket_listener(listeners[0])
            async with one:
                await one.send_all(b"abc")
                print(await one.receive_some())
                print(await one.receive_some())
            two = await trio.open_tcp_stream(*address)
            await two.send_all(b"fail")
            try:
                print(await two.receive_some())
            except trio.BrokenResourceError as error:
                print("broken", type(error.__cause__).__name__)
            finally:
                print("finally")
            await trio.sleep(1)
    except* ValueError as group:
        print(group.exceptions, trio.current_time())
    left, right = trio.socket.socketpair()
    await left.send(b"pair")
    print(await right.recv(10))
    left.close()
    print(await right.recv(10))
    right.close()


import trio.testing

trio.run(main)
