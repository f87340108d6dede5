assert True
assert 1, "not evaluated"
for test, message in ((0, None), ("", "empty"), ([], [1, 2])):
    try:
        if message is None:
            assert test
        else:
            assert test, message
    except AssertionError as e:
        print(repr(e), e.args)
