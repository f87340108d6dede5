# host: files.example 192.0.2.10
# address: 192.0.2.10:80 {"latency": 0.1, "bandwidth": 400, "script": [{"receive": "\n"}, {"send": "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"}, {"after": 0.5, "send": "the end\n"}, {"end": true}]}
# address: 192.0.2.11:80 {"latency": 0.1, "script": [{"receive": "\n"}, {"send": "half of i"}, {"reset": true}]}
# file: out/ {}
# file: * {"latency": 0.05}
# What comes over the network goes into a file under another name, which it gets when it is whole.
import trio


def now():
    return f"{trio.current_time():.2f}"


async def download(host, name):
    part = trio.Path("out") / (name + ".part")
    try:
        async with await trio.open_tcp_stream(host, 80) as stream:
            await stream.send_all(b"GET " + name.encode() + b"\n")
            async with await part.open("wb") as file:
                async for data in stream:
                    print(now(), name, len(data), await file.write(data))
        await part.rename(trio.Path("out") / name)
        print(now(), name, "is whole")
    except trio.BrokenResourceError as error:
        print(now(), name, "is broken", type(error.__cause__).__name__)
        await part.unlink()
    finally:
        with trio.CancelScope(shield=True):
            print(now(), name, "left over:", await part.exists())


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(download, "files.example", "a.txt")
        nursery.start_soon(download, "192.0.2.11", "b.txt")
    with trio.move_on_after(0.6):
        await download("files.example", "c.txt")
    for path in sorted(await trio.Path("out").iterdir()):
        text = await path.read_text()
        print(path, len(text), repr(text[-8:]), (await path.stat()).st_size)
    print(now())


trio.run(main)
