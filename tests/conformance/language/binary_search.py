def search(xs, wanted):
    low, high = 0, len(xs)
    while low < high:
        mid = (low + high) // 2
        if xs[mid] < wanted:
            low = mid + 1
        else:
            high = mid
    return low if low < len(xs) and xs[low] == wanted else -1
xs = [1, 3, 5, 7, 9]
print([search(xs, v) for v in range(0, 11)])
