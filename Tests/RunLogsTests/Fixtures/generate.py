#!/usr/bin/env python3
"""Write logs as other programs do, for the tests that read them and compare with them.

usage: generate.py OUTDIR        (needs tensorboard and numpy)

events.tfevents  TensorBoard's own RecordWriter with events as EventFileWriter makes them, at fixed times
python.jsonl     Python's json.dumps, one object a line, as in the recipe for PyTorch
python.csv       Python's csv.DictWriter with all fields quoted, CRLF line ends
expected.json    what is to be read of the two: [name, [[x, y's bits in hexadecimal], ...]] for every series
"""
import csv, json, math, pathlib, struct, sys

import numpy
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

out = pathlib.Path(sys.argv[1])

records = [
    (0, [("loss", math.log(2)), ("accuracy", 0.5), ("lr", 0.1)]),
    (1, [("loss", 0.1 + 0.2), ("accuracy", 1 / 3), ("lr", 1e-5)]),
    (2, [("train.loss", 0.5), ("train.accuracy", 0.75), ("test.loss", math.nan), ("test.accuracy", 0.0), ("lr", 1e-5)]),
    (300, [("loss", math.inf), ("lr", 0.0)]),
    (70000, [("loss", -math.inf), ("lr", 123456789.0)]),
]
time = 1764000000.25
with open(out / "events.tfevents", "wb") as file:
    writer = RecordWriter(file)
    writer.write(Event(wall_time=time, file_version="brain.Event:2").SerializeToString())
    for step, values in records:
        summary = Summary(value=[Summary.Value(tag=name, simple_value=numpy.float32(value)) for name, value in values])
        writer.write(Event(wall_time=time, step=step, summary=summary).SerializeToString())
    writer.flush()

random = numpy.random.default_rng(6)
rows = []
for step in range(50):
    loss = float(numpy.exp(-step / 20) * random.uniform(0.9, 1.1))
    rows.append({"step": step * 10, "loss": loss, "lr": float(10.0 ** random.integers(-12, 3))})
rows[7]["loss"] = math.nan
rows[8]["loss"] = math.inf
rows[9]["loss"] = -math.inf
rows[10]["loss"] = 5e-324
rows[11]["loss"] = 1.7976931348623157e308
rows[12]["loss"] = -0.0

with open(out / "python.jsonl", "w", encoding="utf-8") as file:
    for row in rows:
        extra = {"phase": "träin", "tags": ["a", {"b": [1, 2, "]}"]}], "best": row["loss"] < 0.5, "note": None}
        print(json.dumps(row | extra), file=file, flush=True)
with open(out / "python.csv", "w", encoding="utf-8", newline="") as file:
    writer = csv.DictWriter(file, ["step", "loss", "note, quoted", "lr"], quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for row in rows:
        writer.writerow(row | {"note, quoted": 'it said "no",\nand stopped' if row["step"] == 40 else ""})
(out / "expected.json").write_text(json.dumps({
    name: [[row["step"], struct.pack('>d', row[name]).hex()] for row in rows] for name in ["loss", "lr"]
}))
