"""What a loop of asyncio does that few programs ask of it: its parts."""

__all__ = []
