# One task reads jobs from the network, workers answer in their own time, one task writes.
import asyncio


async def worker(jobs, answers):
    while True:
        number = await jobs.get()
        await asyncio.sleep(number / 10)
        await answers.put(f"{number} done\n".encode())
        jobs.task_done()


async def writes(answers, writer):
    while (answer := await answers.get()) is not None:
        writer.write(answer)
        await writer.drain()
    writer.close()


async def serve(reader, writer):
    jobs, answers = asyncio.Queue(), asyncio.Queue()
    workers = [asyncio.create_task(worker(jobs, answers)) for _ in range(2)]
    out = asyncio.create_task(writes(answers, writer))
    async for line in reader:
        jobs.put_nowait(int(line))
    await jobs.join()
    for each in workers:
        each.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))
    await answers.put(None)
    await out


async def main():
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.writelines([b"5\n", b"1\n", b"2\n", b"3\n"])
        writer.write_eof()
        async for line in reader:
            print(round(loop.time(), 3), line)
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
