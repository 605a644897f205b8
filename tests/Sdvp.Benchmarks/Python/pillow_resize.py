"""Resizes one image with Pillow: the counterpart of Preprocessing/ResizeBenchmarks.cs, on the same pixels.

Reads commands from standard input, one a line, and answers each with one line:
  image WIDTH HEIGHT                  makes the image
  hash WIDTH HEIGHT FILTER            answers the SHA-256 of the resized pixels
  run WIDTH HEIGHT FILTER COUNT       resizes COUNT times; answers the seconds of processor time
"""

import hashlib
import sys
import time

from PIL import Image

FILTERS = {"Bilinear": Image.BILINEAR, "Bicubic": Image.BICUBIC}


def main():
    image = None
    for line in sys.stdin:
        command, *rest = line.split()
        if command == "image":
            width, height = map(int, rest)
            image = Image.frombytes("RGB", (width, height), bytes((i * 31 + i // 97) % 251 for i in range(width * height * 3)))
            answer = "ok"
        elif command == "hash":
            answer = hashlib.sha256(image.resize((int(rest[0]), int(rest[1])), FILTERS[rest[2]]).tobytes()).hexdigest()
        elif command == "run":
            size, method = (int(rest[0]), int(rest[1])), FILTERS[rest[2]]
            begin = time.process_time()
            for _ in range(int(rest[3])):
                image.resize(size, method)
            answer = repr(time.process_time() - begin)
        else:
            answer = f"unknown command {command}"
        print(answer, flush=True)


if __name__ == "__main__":
    main()
