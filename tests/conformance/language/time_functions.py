import time
start = time.time()
t = time.monotonic()
p = time.perf_counter()
time.sleep(0)
print(time.monotonic() >= t, time.perf_counter() >= p, time.time() >= start, type(start).__name__)
for bad in (lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.sleep()):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
