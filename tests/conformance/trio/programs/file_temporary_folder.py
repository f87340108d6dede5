# rules: F8
import os
import tempfile

import trio


async def main():
    with tempfile.TemporaryDirectory() as folder:
        path = trio.Path(folder) / "x.txt"
        await path.write_text("hello")
        print(await path.read_text(), await path.exists(), os.path.isdir(folder))
    print(await path.exists(), os.path.isdir(folder))


trio.run(main)
