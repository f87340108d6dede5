"""What happened, for those who come later."""

import trio

LINES = []


def told(line):
    LINES.append(line)


async def write_report():
    done = await trio.run_process(["sort"], stdin="\n".join(LINES).encode(), capture_stdout=True)
    print(done.stdout.decode(), end="")
