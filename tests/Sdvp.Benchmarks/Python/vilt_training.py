"""Trains a ViLT on one batch in plain PyTorch: the counterpart of Models/ViltTraining.cs, on the same folder, images and labels.

usage: vilt_training.py FOLDER [--batch 8] [--steps 4] [--threads 1]
"""
import argparse
import json
import math
import os
import struct
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, width, heads, eps):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.before, self.after = nn.LayerNorm(width, eps=eps), nn.LayerNorm(width, eps=eps)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x):
        y = self.before(x)
        q, k, v = self.split(self.query(y)), self.split(self.key(y)), self.split(self.value(y))
        weights = (torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(q.shape[-1])).softmax(-1)
        x = x + self.out(torch.matmul(weights, v).transpose(1, 2).reshape(x.shape))
        return x + self.down(F.gelu(self.up(self.after(x))))


class Vilt(nn.Module):
    def __init__(self, c):
        super().__init__()
        width, answers = c["hidden_size"], len(c["id2label"])
        grid = c["image_size"] // c["patch_size"]
        self.words, self.places, self.types = nn.Embedding(c["vocab_size"], width, padding_idx=0), nn.Embedding(40, width), nn.Embedding(2, width)
        self.text_norm = nn.LayerNorm(width, eps=1e-12)
        self.cls = nn.Parameter(torch.zeros(1, 1, width))
        self.grid = nn.Parameter(torch.zeros(1, grid * grid + 1, width))
        self.modality = nn.Embedding(2, width)
        self.patch = nn.Conv2d(3, width, c["patch_size"], c["patch_size"])
        self.blocks = nn.ModuleList([Block(width, c["num_attention_heads"], 1e-12) for _ in range(c["num_hidden_layers"])])
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.pool = nn.Linear(width, width)
        self.head = nn.Sequential(nn.Linear(width, 2 * width), nn.LayerNorm(2 * width), nn.GELU(), nn.Linear(2 * width, answers))

    def forward(self, ids, pixels):
        zeros = torch.zeros_like(ids)
        text = self.text_norm(self.words(ids) + self.types(zeros) + self.places(torch.arange(ids.shape[1])[None]))
        image = torch.cat([self.cls.expand(ids.shape[0], -1, -1), self.patch(pixels).flatten(2).transpose(1, 2)], 1) + self.grid
        x = torch.cat([text + self.modality.weight[0], image + self.modality.weight[1]], 1)
        for block in self.blocks:
            x = block(x)
        return self.head(torch.tanh(self.pool(self.norm(x)[:, 0])))


def name_of(key):
    """The name here of a tensor of the checkpoint."""
    for theirs, ours in [
        ("vilt.embeddings.text_embeddings.word_embeddings", "words"), ("vilt.embeddings.text_embeddings.position_embeddings", "places"),
        ("vilt.embeddings.text_embeddings.token_type_embeddings", "types"), ("vilt.embeddings.text_embeddings.LayerNorm", "text_norm"),
        ("vilt.embeddings.cls_token", "cls"), ("vilt.embeddings.position_embeddings", "grid"), ("vilt.embeddings.token_type_embeddings", "modality"),
        ("vilt.embeddings.patch_embeddings.projection", "patch"), ("vilt.encoder.layer", "blocks"), ("attention.attention.", ""), ("attention.output.dense", "out"),
        ("intermediate.dense", "up"), ("output.dense", "down"), ("layernorm_before", "before"), ("layernorm_after", "after"), ("vilt.layernorm", "norm"),
        ("vilt.pooler.dense", "pool"), ("classifier", "head"),
    ]:
        key = key.replace(theirs, ours)
    return key


def load(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        start = file.tell()
        for key, entry in header.items():
            if key != "__metadata__":
                begin, end = entry["data_offsets"]
                file.seek(start + begin)
                yield name_of(key), torch.from_numpy(np.frombuffer(bytearray(file.read(end - begin)), dtype="<f4").reshape(entry["shape"]))


def resident(key):
    with open("/proc/self/status") as status:
        return int(next(line for line in status if line.startswith(key)).split()[1]) // 1024


class Training:
    """A model of a folder, one batch, and the optimizer."""

    def __init__(self, folder, batch):
        with open(os.path.join(folder, "config.json")) as file:
            config = json.load(file)
        self.model = Vilt(config).eval()
        state = self.model.state_dict()
        with torch.no_grad():
            for name, tensor in load(os.path.join(folder, "model.safetensors")):
                state.pop(name).copy_(tensor)
        assert not state, state.keys()

        size = config["image_size"]
        index = np.arange(size * size * 3, dtype=np.int64) * 31
        images = np.stack([((index + i * 97) % 251).astype(np.uint8).reshape(size, size, 3) for i in range(batch)])
        pixels = ((images.astype(np.float64) * (1 / 255)).astype(np.float32) - np.float32(0.5)) / np.float32(0.5)
        self.pixels = torch.from_numpy(pixels).permute(0, 3, 1, 2).contiguous()
        self.ids = torch.tensor([[2] + [100 + i for i in range(38)] + [3]] * batch)
        self.targets = torch.zeros(batch, len(config["id2label"]))
        for i in range(batch):
            self.targets[i, i] = 1
        decayed = [p for p in self.model.parameters() if p.dim() > 1]
        others = [p for p in self.model.parameters() if p.dim() <= 1]
        self.optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}], lr=1e-4)

    def forward(self):
        with torch.no_grad():
            self.model(self.ids, self.pixels)

    def train(self):
        self.optimizer.zero_grad(set_to_none=True)
        logits = self.model(self.ids, self.pixels)
        loss = F.binary_cross_entropy_with_logits(logits, self.targets) * logits.shape[1]
        loss.backward()
        self.optimizer.step()
        return loss.item()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    training = Training(arguments.folder, arguments.batch)
    for step in range(arguments.steps):
        wall, cpu = time.perf_counter(), time.process_time()
        loss = training.train()
        print(f"step {step} loss {loss:.5f} cpu {time.process_time() - cpu:.3f} wall {time.perf_counter() - wall:.3f} rss {resident('VmRSS')}", flush=True)
    print(f"peak {resident('VmHWM')} MB")


if __name__ == "__main__":
    main()
