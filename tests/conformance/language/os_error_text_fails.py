class Speechless(Exception):
    def __str__(self):
        raise ValueError("no text")
    __repr__ = __str__


speechless = Speechless("a")
for error in (OSError(speechless, speechless), OSError(1, speechless), OSError(1, "a", speechless)):
    try:
        print(str(error))
    except ValueError as failed:
        print(failed)
