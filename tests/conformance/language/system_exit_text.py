# SystemExit with a text: to standard error, status 1.
print("before")
raise SystemExit("the reason")
