async def work():
    pass
kept = work()
print(type(kept).__name__)
