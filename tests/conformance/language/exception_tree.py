for e in (KeyError, IndexError, ZeroDivisionError, OverflowError, FileNotFoundError, ConnectionRefusedError,
          TimeoutError, RecursionError, NotImplementedError, UnboundLocalError, StopAsyncIteration, UnicodeError):
    chain = []
    while e is not object:
        chain.append(e.__name__)
        e = e.__base__
    print(" < ".join(chain))
print(issubclass(ExceptionGroup, Exception), issubclass(BaseExceptionGroup, Exception), issubclass(KeyboardInterrupt, Exception))
