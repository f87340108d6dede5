print("out")
raise SystemExit("error: something is wrong")
