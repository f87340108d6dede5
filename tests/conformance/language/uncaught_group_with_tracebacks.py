def fail(x):
    raise ValueError(x)
caught = []
for i in range(2):
    try:
        fail(i)
    except ValueError as e:
        caught.append(e)
raise ExceptionGroup("collected", caught)
