import signal
import subprocess
from pathlib import Path

import trio

signal.signal(signal.SIGUSR1, lambda number, frame: print(number))


async def main():
    async with await trio.open_file("a.txt", "w+", newline="\r\n") as file:
        await file.write("ä\nb")
        await file.seek(0)
        async for line in file:
            print(line)
    with open("b.bin", "ab+", 0) as file:
        file.truncate(3)
        print(file.read(2), file.seek(-1, 2), Path("b.bin").stat().st_size)
    signal.raise_signal(signal.SIGUSR1)
    with trio.open_signal_receiver(signal.SIGTERM) as signals:
        signal.raise_signal(signal.SIGTERM)
        async for number in signals:
            break
    try:
        subprocess.run(["ls"])
    except NotImplementedError as exc:
        print(exc)


trio.run(main)
