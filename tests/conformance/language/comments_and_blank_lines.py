# first

def f():

    # inside

    return 1  # behind
    # after return

# between
print(f())  # end
        # odd indentation
print("done")
