# Writes the fixtures beside it with the real tools.
# It needs: pip install numpy torch safetensors
from pathlib import Path

import numpy as np
import safetensors.numpy
import safetensors.torch
import torch

HERE = Path(__file__).parent


def counted(shape, dtype):
    """0.5, -1.5, 2.5, ... or 0, 1, 2, ... or alternating truth, by the type."""
    size = int(np.prod(shape))
    numbers = np.arange(size)
    if np.dtype(dtype).kind == "f":
        numbers = (numbers + 0.5) * np.where(numbers % 2, -1, 1)
    elif np.dtype(dtype).kind == "b":
        numbers = numbers % 2 == 1
    return numbers.astype(dtype).reshape(shape)


def main():
    arrays = {
        "f8": counted((2, 3), "<f8"),
        "f4": counted((2, 3), "<f4"),
        "f2": counted((2, 3), "<f2"),
        "i8": counted((2, 3), "<i8"),
        "i4": counted((2, 3), "<i4"),
        "u1": counted((2, 3), "u1"),
        "b1": counted((2, 3), "?"),
        "big_f8": counted((2, 3), ">f8"),
        "big_i4": counted((2, 3), ">i4"),
        "fortran": np.asfortranarray(counted((2, 3), "<f8")),
        "fortran3": np.asfortranarray(counted((2, 3, 4), "<f8")),
        "row": counted((3,), "<f8"),
        "number": np.array(0.5),
        "empty": np.zeros((0, 3)),
    }
    np.savez(HERE / "arrays.npz", **arrays)
    np.savez_compressed(HERE / "compressed.npz", **arrays)
    np.savez(HERE / "objects.npz", objects=np.array([{}, None], dtype=object))
    np.savez(HERE / "words.npz", words=np.array(["one", "two"]))

    rng = np.random.default_rng(7)
    layers = {
        "W1": rng.normal(size=(3, 4)),
        "b1": rng.normal(size=4),
        "W2": rng.normal(size=(4, 2)),
        "b2": rng.normal(size=(1, 2)),
    }
    np.savez(HERE / "layers.npz", **layers)

    types = {
        "F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16,
        "I64": torch.int64, "I32": torch.int32, "I16": torch.int16, "I8": torch.int8, "U8": torch.uint8,
    }
    tensors = {name: torch.arange(6).reshape(2, 3).to(dtype) for name, dtype in types.items()}
    tensors["BOOL"] = torch.arange(6).reshape(2, 3) % 2 == 1
    tensors["half"] = torch.tensor([0.1, -65504.0, 6e-8, float("inf"), -float("inf"), float("nan")]).to(torch.float16)
    tensors["empty"] = torch.zeros(0, 3)
    tensors["number"] = torch.tensor(0.5)
    safetensors.torch.save_file(tensors, HERE / "types.safetensors", metadata={"made by": "PyTorch \"quoted\"\n"})

    torch.manual_seed(3)
    network = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 2))
    safetensors.torch.save_file(network.state_dict(), HERE / "state_dict.safetensors")
    torch.save(network.state_dict(), HERE / "state_dict.pt")
    safetensors.numpy.save_file(layers, HERE / "layers.safetensors")


if __name__ == "__main__":
    main()
