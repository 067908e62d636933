#!/usr/bin/env python3
"""Write the learning rates that PyTorch's schedulers give, and a training that follows one.

usage: schedules.py > schedules.json      (needs torch)

"rates": for each schedule the rate of every period from 0, from the scheduler stepped once a period.
"training": a 2-3-2 network, tanh, cross-entropy, in two batches of two samples, with the parameters after every
epoch; the scheduler is stepped after each epoch. W is (in x out), b is (1 x out).
"""
import json
import torch
import torch.nn.functional as F
from torch.optim import lr_scheduler as s

torch.set_default_dtype(torch.float64)

SCHEDULES = [
    ("constant", {}, lambda o: s.ConstantLR(o, factor=1)),
    ("step", dict(every=1, gamma=0.5), lambda o: s.StepLR(o, 1, gamma=0.5)),
    ("step", dict(every=7, gamma=0.1), lambda o: s.StepLR(o, 7)),
    ("exponential", dict(gamma=0.9), lambda o: s.ExponentialLR(o, 0.9)),
    ("exponential", dict(gamma=1.1), lambda o: s.ExponentialLR(o, 1.1)),
    ("cosine", dict(length=10, minimum=0), lambda o: s.CosineAnnealingLR(o, 10)),
    ("cosine", dict(length=7, minimum=0.01), lambda o: s.CosineAnnealingLR(o, 7, eta_min=0.01)),
    ("cosine", dict(length=1, minimum=0), lambda o: s.CosineAnnealingLR(o, 1)),
    ("warmup", dict(length=5, start=1 / 3), lambda o: s.LinearLR(o)),
    ("warmup", dict(length=12, start=0.05), lambda o: s.LinearLR(o, start_factor=0.05, total_iters=12)),
]


def rates(base, make):
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=base)
    scheduler = make(optimizer)
    result = []
    for _ in range(40):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return result


def training():
    torch.manual_seed(4)
    X = torch.randn(4, 2)
    Y = F.one_hot(torch.tensor([0, 1, 1, 0]), 2).double()
    parameters = {"W1": torch.randn(2, 3), "b1": torch.randn(1, 3), "W2": torch.randn(3, 2), "b2": torch.randn(1, 2)}
    start = {name: p.tolist() for name, p in parameters.items()}
    for p in parameters.values():
        p.requires_grad_()
    optimizer = torch.optim.AdamW(list(parameters.values()), lr=0.05, weight_decay=0.1)
    scheduler = s.CosineAnnealingLR(optimizer, 4, eta_min=0.001)
    epochs = []
    for _ in range(6):
        for rows in (slice(0, 2), slice(2, 4)):
            A = torch.tanh(X[rows] @ parameters["W1"] + parameters["b1"]) @ parameters["W2"] + parameters["b2"]
            optimizer.zero_grad()
            (-(Y[rows] * F.log_softmax(A, 1)).sum(1).mean()).backward()
            optimizer.step()
        scheduler.step()
        epochs.append({name: p.tolist() for name, p in parameters.items()})
    return {"X": X.tolist(), "Y": Y.tolist(), "start": start, "epochs": epochs}


cases = [
    {"form": form, **options, "base": base, "rates": rates(base, make)}
    for form, options, make in SCHEDULES
    for base in (0.1, 0.003)
]
print(json.dumps({"reference": f"torch {torch.__version__}", "rates": cases, "training": training()}))
