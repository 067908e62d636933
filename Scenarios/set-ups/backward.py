# A forward pass in Python, and a backward pass for you to write, in place of each None.
#
#     cp backward.py mine.py
#     backstep grade --case xor.scenario -- python3 mine.py
#
# What is still None is left out of the answer, and 'grade' does not check it.

import json, math, sys

case = json.load(sys.stdin)
W1, b1, W2, b2 = (case["parameters"][name] for name in ("W1", "b1", "W2", "b2"))
X, Y = case["X"], case["Y"]  # lists of rows
N = len(X)


def product(A, B):
    """The matrix product A·B."""
    return [[sum(a * b for a, b in zip(row, column)) for column in zip(*B)] for row in A]


def transposed(A):
    return [list(column) for column in zip(*A)]


def each(f, *matrices):
    """f of the cells at the same place: each(lambda a, b: a - b, A, B) is A - B."""
    return [[f(*cells) for cells in zip(*rows)] for rows in zip(*matrices)]


def column_sums(A):
    return [[sum(column) for column in zip(*A)]]


def linear(A, W, b):
    return [[z + c for z, c in zip(row, b[0])] for row in product(A, W)]


def softmax(row):
    powers = [math.exp(z - max(row)) for z in row]
    return [power / sum(powers) for power in powers]


# Forward, as in the lessons.
Z1 = linear(X, W1, b1)
A1 = each(math.tanh, Z1)
Z2 = linear(A1, W2, b2)
P = [softmax(row) for row in Z2]

# Backward, from the last layer to the first.
dZ2 = None  # 4×2, from P, Y and N
dW2 = None  # 4×2, as W2
db2 = None  # 1×2, as b2
dA1 = None  # 4×4, as A1
dZ1 = None  # 4×4, by the slope of tanh
dW1 = None  # 2×4, as W1
db1 = None  # 1×4, as b1

answer = {"Z1": Z1, "A1": A1, "Z2": Z2, "P": P, "dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1, "dZ1": dZ1,
          "dW1": dW1, "db1": db1}
json.dump({name: matrix for name, matrix in answer.items() if matrix is not None}, sys.stdout)
