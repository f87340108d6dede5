"""Processes that nobody looks after."""

__all__ = ["open_process"]


async def open_process(command, *, stdin=None, stdout=None, stderr=None, **options):
    # Not before it is called: trio itself has this module.
    from _trio_processes import open_process

    return await open_process(command, stdin=stdin, stdout=stdout, stderr=stderr, **options)
