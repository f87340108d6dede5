for i in range(5):
    print([10, 20][i])
