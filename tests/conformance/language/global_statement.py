count = 0
def bump():
    global count, made
    count += 1
    made = "here"
bump(); bump()
print(count, made)
def gone():
    global made
    del made
gone()
try:
    made
except NameError as e:
    print(e)
