#!/usr/bin/env python3
"""Write a training with dropout, computed by PyTorch with given masks.

usage: dropout.py > dropout.json      (needs torch)

A 3-5-4-2 network with dropout 0.5 after its first and 0.2 after its second hidden layer, cross-entropy, on batches of 4
and 2 samples in order, SGD (lr 0.1, momentum 0.9), six iterations. The masks are those of the seed, made here a second
time from Steele, Lea and Flood's SplitMix64. Each iteration has the values and gradients before its update and the
parameters after it; "evaluation" is the loss of all samples at the end, without dropout. W is (in x out).
"""
import json
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
SEED, MASK = 9, (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed, stream=None):
        self.state = seed
        if stream is not None:
            first, second = SplitMix64(seed).next(), SplitMix64(stream).next()
            self.state = first ^ (second * 0xD1B54A32D192ED03 & MASK)

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
        return z ^ (z >> 31)

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53


def mask(layer, iteration, rows, columns, p):
    of_layer = SplitMix64(SEED, 1 << 32 | layer).next()
    numbers = SplitMix64(of_layer, iteration)
    return torch.tensor([[0.0 if numbers.uniform() < p else 1 / (1 - p) for _ in range(columns)] for _ in range(rows)])


def case(hidden):
    torch.manual_seed(2)
    X = torch.randn(6, 3)
    Y = F.one_hot(torch.tensor([0, 1, 1, 0, 1, 0]), 2).double()
    sizes, p = [3, 5, 4, 2], [0.5, 0.2]
    q = {}
    for k in (1, 2, 3):
        q[f"W{k}"] = torch.randn(sizes[k - 1], sizes[k]).requires_grad_()
        q[f"b{k}"] = torch.randn(1, sizes[k]).requires_grad_()
    rows = lambda tensors: {name: t.tolist() for name, t in tensors.items()}
    start = rows(q)
    activations = {"tanh": torch.tanh, "relu": torch.relu, "identity": lambda z: z}
    loss = lambda a, y: -(y * F.log_softmax(a, 1)).sum(1).mean()

    def forward(x, iteration, keep):
        for k in (1, 2, 3):
            z = x @ q[f"W{k}"] + q[f"b{k}"]
            keep[f"Z{k}"] = z
            if k == 3:
                return z
            x = activations[hidden[k - 1]](z)
            if hidden[k - 1] != "identity":
                keep[f"A{k}"] = x
            if iteration is not None:
                m = mask(k, iteration, x.shape[0], x.shape[1], p[k - 1])
                keep[f"M{k}"], x = m, x * m
                keep[f"D{k}"] = x

    optimizer = torch.optim.SGD(list(q.values()), lr=0.1, momentum=0.9)
    iterations = []
    for iteration in range(6):
        batch = slice(0, 4) if iteration % 2 == 0 else slice(4, 6)
        keep = {}
        optimizer.zero_grad()
        value = loss(forward(X[batch], iteration, keep), Y[batch])
        differentiable = {name: t for name, t in keep.items() if name[0] != "M"}
        for t in differentiable.values():
            t.retain_grad()
        value.backward()
        gradients = {"d" + name: t.grad.tolist() for name, t in (differentiable | q).items()}
        optimizer.step()
        iterations.append({"loss": value.item(), "matrices": rows(keep) | gradients, "parameters": rows(q)})
    return {
        "hidden": hidden, "seed": SEED, "dropout": p, "X": X.tolist(), "Y": Y.tolist(), "start": start,
        "iterations": iterations, "evaluation": loss(forward(X, None, {}), Y).item(),
    }


cases = [case(hidden) for hidden in (["tanh", "relu"], ["identity", "tanh"])]
print(json.dumps({"reference": f"torch {torch.__version__}", "cases": cases}))
