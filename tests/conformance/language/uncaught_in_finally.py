try:
    1 / 0
finally:
    print("cleaning")
    {}["missing"]
