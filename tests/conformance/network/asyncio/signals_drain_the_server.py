# input: {"at": 1, "do": "signal", "name": "SIGUSR1"}
# input: {"at": 1.5, "do": "signal", "name": "SIGTERM"}
# input: {"at": 1.6, "do": "signal", "name": "SIGTERM"}
# A server that stops politely: nobody new, who is there may finish, but not for ever.
import asyncio
import signal


def now():
    return f"{asyncio.get_running_loop().time():.2f}"


class Service:
    def __init__(self):
        self.guests = set()
        self.stopping = asyncio.Event()

    async def handle(self, reader, writer):
        task = asyncio.current_task()
        self.guests.add(task)
        try:
            seconds = float(await reader.readline())
            writer.write(b"wait\n")
            await asyncio.sleep(seconds)
            writer.write(b"done\n")
            await writer.drain()
        except asyncio.CancelledError:
            print(now(), "a guest is thrown out")
            writer.write(b"sorry\n")
        finally:
            self.guests.discard(task)
            writer.close()

    def told(self, number):
        print(now(), "told", signal.Signals(number).name, len(self.guests))
        if number == signal.SIGTERM:
            self.stopping.set()

    async def run(self, port):
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGUSR1):
            loop.add_signal_handler(number, self.told, number)
        server = await asyncio.start_server(self.handle, "127.0.0.1", port)
        async with server:
            await self.stopping.wait()
            server.close()
            if self.guests:
                done, late = await asyncio.wait(set(self.guests), timeout=1)
                print(now(), len(done), "finished,", len(late), "late")
                for task in late:
                    task.cancel()
                await asyncio.gather(*late, return_exceptions=True)
        for number in (signal.SIGTERM, signal.SIGUSR1):
            print(loop.remove_signal_handler(number))


async def guest(port, after, seconds):
    await asyncio.sleep(after)
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError as error:
        print(now(), "the guest of", after, "stays outside:", error)
        return
    writer.write(b"%g\n" % seconds)
    print(now(), "the guest of", after, "heard", await reader.read(), await reader.read())
    writer.close()


async def main():
    service = Service()
    async with asyncio.TaskGroup() as group:
        group.create_task(service.run(8080))
        for after, seconds in ((0.25, 0.5), (0.5, 1.5), (1.25, 4), (1.75, 1)):
            group.create_task(guest(8080, after, seconds))
    print(now(), "over")


asyncio.run(main())
