async def work():
    pass
c = work()
c.close()
print("closed", c.__name__, c.__qualname__)
