"""Sorting: our own quicksort and heapsort in Python, and sorted() with keys."""

SIZE = 3000


def numbers(n):
    seed = 42
    result = []
    for _ in range(n):
        seed = (seed * 69069 + 1) & 0xFFFFFFFF
        result.append(seed >> 8)
    return result


def quicksort(items, low, high):
    while low < high:
        pivot = items[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while items[i] < pivot:
                i += 1
            while items[j] > pivot:
                j -= 1
            if i <= j:
                items[i], items[j] = items[j], items[i]
                i += 1
                j -= 1
        if j - low < high - i:
            quicksort(items, low, j)
            low = i
        else:
            quicksort(items, i, high)
            high = j


def sift(heap, start, end):
    root = start
    while 2 * root + 1 < end:
        child = 2 * root + 1
        if child + 1 < end and heap[child] < heap[child + 1]:
            child += 1
        if heap[root] >= heap[child]:
            return
        heap[root], heap[child] = heap[child], heap[root]
        root = child


def heapsort(items):
    for start in range(len(items) // 2 - 1, -1, -1):
        sift(items, start, len(items))
    for end in range(len(items) - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sift(items, 0, end)


def main(n):
    data = numbers(n)
    quick = data[:]
    quicksort(quick, 0, n - 1)
    heap = data[:]
    heapsort(heap)
    by_digits = sorted(data, key=lambda x: (x % 10, -x))
    as_text = sorted(map(str, data), reverse=True)
    return f"{quick == heap == sorted(data)} {by_digits[:2]} {as_text[0]} {quick[n // 2]}"
