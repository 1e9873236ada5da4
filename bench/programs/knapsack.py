"""Dynamic programming over lists: knapsack, longest common subsequence, ways to change coins."""

SIZE = 1000


def knapsack(weights, values, capacity):
    best = [0] * (capacity + 1)
    for i in range(len(weights)):
        weight, value = weights[i], values[i]
        for room in range(capacity, weight - 1, -1):
            with_item = best[room - weight] + value
            if with_item > best[room]:
                best[room] = with_item
    return best[capacity]


def common(a, b):
    previous = [0] * (len(b) + 1)
    for x in a:
        current = [0]
        for j, y in enumerate(b):
            current.append(previous[j] + 1 if x == y else max(current[j], previous[j + 1]))
        previous = current
    return previous[-1]


def change(amount, coins):
    ways = [1] + [0] * amount
    for coin in coins:
        for total in range(coin, amount + 1):
            ways[total] += ways[total - coin]
    return ways[amount]


def main(n):
    weights = [3 + i * 7 % 23 for i in range(40)]
    values = [10 + i * 13 % 37 for i in range(40)]
    a = [i * i % 11 for i in range(n // 2)]
    b = [i * 7 % 13 for i in range(n // 2)]
    return f"{knapsack(weights, values, n)} {common(a, b)} {change(n * 3, (1, 2, 5, 10, 20, 50))}"
