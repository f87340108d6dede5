# rules: G15
import asyncio
import json
import os
import tempfile
from pathlib import Path


async def save(home, queue):
    while (number := await queue.get()) is not None:
        (home / f"{number}.json").write_text(json.dumps({"number": number}))
        print("saved", number)


async def main():
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "notes"
        home.mkdir()
        queue = asyncio.Queue(1)
        saver = asyncio.create_task(save(home, queue))
        for number in (3, 1, 2, None):
            await queue.put(number)
        await saver
        print([json.loads(path.read_text()) for path in sorted(home.iterdir())])
        try:
            with open(home / "4.json") as file:
                print(file.read())
        except FileNotFoundError as exc:
            print(exc.errno, exc.strerror, os.path.basename(exc.filename))
        with open(home / "log.txt", "a") as log:
            print("done", file=log)
        print((home / "log.txt").read_text(), end="")
    print(home.exists())


asyncio.run(main())
