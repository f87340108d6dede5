"""A service with a supervisor that starts again what fails. It ends by a second run, which tidies up."""

import trio

from jobs import flaky, steady
from jobs.report import told, write_report
from supervisor import supervise


async def main():
    with trio.move_on_after(0.5):
        async with trio.open_nursery() as nursery:
            await nursery.start(supervise, "steady", steady)
            await nursery.start(supervise, "flaky", flaky)
            told("all are up")


trio.run(main)
trio.run(write_report)
