"""Passes of a ViLT in PyTorch: the counterpart of Models/ModelBenchmarks.cs, on the same folder, images and labels, on one thread.

Reads commands from standard input, one a line, and answers each with one line:
  load BATCH FOLDER   loads the folder
  forward             makes a forward pass without gradients; answers the seconds of processor time
  train               makes a training step; answers the seconds of processor time
"""

import sys
import time

import torch

from vilt_training import Training


def main():
    torch.set_num_threads(1)
    training = None
    for line in sys.stdin:
        command, _, rest = line.rstrip("\n").partition(" ")
        if command == "load":
            batch, _, folder = rest.partition(" ")
            training = Training(folder, int(batch))
            answer = torch.__version__
        elif command in ("forward", "train"):
            begin = time.process_time()
            training.forward() if command == "forward" else training.train()
            answer = repr(time.process_time() - begin)
        else:
            answer = f"unknown command {command}"
        print(answer, flush=True)


if __name__ == "__main__":
    main()
