# SystemExit with a status: the program's own, without a traceback.
def leave(status):
    try:
        raise SystemExit(status)
    finally:
        print("leaving with", status)


try:
    leave(1)
except SystemExit as e:
    print("not yet", e.code)
leave(7)
