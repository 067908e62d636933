#!/usr/bin/env python3
"""Write losses, gradients and updates of networks whose loss has a penalty on the weights, computed by PyTorch.

usage: regularization.py > regularization.json      (needs torch)

A 3-4-2 network, tanh, on one full batch; the penalty l1*sum|W| + l2/2*sum W^2 over W1 and W2 is added to the
loss. Some weights are exactly zero. Three SGD updates (lr 0.1, momentum 0.9), each with the loss and gradients
before it and the parameters after it; "test_loss" is the loss of other samples at the end. W is (in x out).
"decay": the weights after three plain SGD updates (lr 0.1) with weight_decay, whose group has the weights only.
"""
import json
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
LOSSES = {
    "cross-entropy": lambda a, y: -(y * F.log_softmax(a, 1)).sum(1).mean(),
    "mse": lambda a, y: F.mse_loss(a, y),
}


def case(seed, loss, l1, l2):
    torch.manual_seed(seed)
    X, test = torch.randn(6, 3), torch.randn(4, 3)
    Y = F.one_hot(torch.randint(0, 2, (6,)), 2).double()
    test_Y = F.one_hot(torch.randint(0, 2, (4,)), 2).double()
    p = {"W1": torch.randn(3, 4), "b1": torch.randn(1, 4), "W2": torch.randn(4, 2), "b2": torch.randn(1, 2)}
    p["W1"][0, 1] = 0
    p["W2"][3, 0] = 0
    start = {name: t.tolist() for name, t in p.items()}

    def objective(p, x, y, l1, l2):
        a = torch.tanh(x @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"]
        weights = [p["W1"], p["W2"]]
        return LOSSES[loss](a, y) + l1 * sum(w.abs().sum() for w in weights) + l2 / 2 * sum((w**2).sum() for w in weights)

    def train(make, l1, l2):
        q = {name: t.clone().requires_grad_() for name, t in p.items()}
        optimizer = make(q)
        updates = []
        for _ in range(3):
            optimizer.zero_grad()
            value = objective(q, X, Y, l1, l2)
            value.backward()
            gradients = {"d" + name: t.grad.tolist() for name, t in q.items()}
            optimizer.step()
            updates.append({"loss": value.item(), "gradients": gradients, "parameters": {n: t.tolist() for n, t in q.items()}})
        return q, updates

    q, updates = train(lambda q: torch.optim.SGD(list(q.values()), lr=0.1, momentum=0.9), l1, l2)
    decay, _ = train(
        lambda q: torch.optim.SGD(
            [{"params": [q["W1"], q["W2"]], "weight_decay": l2}, {"params": [q["b1"], q["b2"]]}], lr=0.1), 0, 0)
    return {
        "loss": loss, "l1": l1, "l2": l2, "X": X.tolist(), "Y": Y.tolist(), "start": start, "updates": updates,
        "test_X": test.tolist(), "test_Y": test_Y.tolist(), "test_loss": objective(q, test, test_Y, l1, l2).item(),
        "decay": {name: t.tolist() for name, t in decay.items()},
    }


cases = [
    case(seed, loss, l1, l2)
    for seed, (loss, l1, l2) in enumerate(
        [(loss, l1, l2) for loss in LOSSES for l1, l2 in ((0.02, 0.0), (0.0, 0.3), (0.05, 0.1))])
]
print(json.dumps({"reference": f"torch {torch.__version__}", "cases": cases}))
