# file: server.conf {"text": "greeting=hello\n", "latency": 0.1}
# input: {"at": 0.6, "do": "signal", "name": "SIGHUP"}
# input: {"at": 1.1, "do": "signal", "name": "SIGHUP"}
# input: {"at": 1.1, "do": "signal", "name": "SIGUSR1"}
# input: {"at": 2, "do": "signal", "name": "SIGTERM"}
# A server that reads its settings again when it is told to, and lets its guests finish when it is to stop.
import signal

import trio

settings = {}


def now():
    return f"{trio.current_time():.2f}"


async def load():
    async with await trio.open_file("server.conf") as file:
        async for line in file:
            key, _, value = line.strip().partition("=")
            settings[key] = value
    print(now(), "settings", settings)


async def greet(stream):
    with trio.CancelScope(shield=True):
        await stream.send_all(settings["greeting"].encode())
        await trio.sleep(0.7)
        await stream.send_all(b", and bye")


async def guest(port, after):
    await trio.sleep(after)
    try:
        stream = await trio.open_tcp_stream("127.0.0.1", port)
    except OSError as error:
        print(now(), "the guest of", after, "stays outside:", error)
        return
    async with stream:
        said = b""
        async for data in stream:
            said += data
        print(now(), "the guest of", after, "heard", said)


async def listen_to_signals(scope, task_status=trio.TASK_STATUS_IGNORED):
    with trio.open_signal_receiver(signal.SIGHUP, signal.SIGTERM, signal.SIGUSR1) as signals:
        task_status.started()
        async for number in signals:
            print(now(), "told", signal.Signals(number).name)
            if number == signal.SIGTERM:
                scope.cancel()
                return
            if number == signal.SIGHUP:
                greeting = f"greeting=hi at {now()}\n"
                async with await trio.open_file("server.conf", "w") as file:
                    await file.write(greeting)
                await load()


async def main():
    await load()
    async with trio.open_nursery() as nursery:
        scope = trio.CancelScope()
        await nursery.start(listen_to_signals, scope)

        async def serve(task_status=trio.TASK_STATUS_IGNORED):
            with scope:
                await trio.serve_tcp(greet, 0, host="127.0.0.1", task_status=task_status)

        (listener,) = await nursery.start(serve)
        port = listener.socket.getsockname()[1]
        for after in (0.1, 0.5, 1.5, 2.5):
            nursery.start_soon(guest, port, after)
    print(now(), "over")


trio.run(main)
