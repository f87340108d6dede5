try:
    {}["missing"]
except KeyError as e:
    print(undefined_name)
