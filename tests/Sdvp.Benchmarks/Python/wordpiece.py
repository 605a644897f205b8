"""BERT's WordPiece in plain Python, after the published description: the counterpart of Preprocessing/TokenizerBenchmarks.cs, on the same vocabulary.

Reads commands from standard input, one a line, and answers each with one line:
  vocabulary PATH   loads vocab.txt
  text TEXT         adds a text; answers its ids
  run COUNT         encodes all texts COUNT times; answers the seconds of processor time
"""

import sys
import time
import unicodedata


def is_punctuation(letter):
    return (33 <= ord(letter) <= 47 or 58 <= ord(letter) <= 64 or 91 <= ord(letter) <= 96 or 123 <= ord(letter) <= 126
            or unicodedata.category(letter).startswith("P"))


def words_of(text):
    """Lower-case words without accents; punctuation stands alone."""
    for word in text.lower().split():
        plain = "".join(letter for letter in unicodedata.normalize("NFD", word) if unicodedata.category(letter) != "Mn")
        part = []
        for letter in plain:
            if is_punctuation(letter):
                if part:
                    yield "".join(part)
                    part = []
                yield letter
            else:
                part.append(letter)
        if part:
            yield "".join(part)


class WordPiece:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.ids = {line.rstrip("\n"): i for i, line in enumerate(file)}

    def pieces(self, word):
        start, found = 0, []
        while start < len(word):
            end = len(word)
            while start < end:
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                if piece in self.ids:
                    break
                end -= 1
            if start == end:
                return ["[UNK]"]
            found.append(piece)
            start = end
        return found

    def encode(self, text):
        pieces = [piece for word in words_of(text) for piece in self.pieces(word)]
        return [self.ids[token] for token in ["[CLS]", *pieces, "[SEP]"]]


def main():
    tokenizer, texts = None, []
    for line in sys.stdin:
        command, _, rest = line.rstrip("\n").partition(" ")
        if command == "vocabulary":
            tokenizer = WordPiece(rest)
            answer = "ok"
        elif command == "text":
            texts.append(rest)
            answer = " ".join(map(str, tokenizer.encode(rest)))
        elif command == "run":
            begin = time.process_time()
            for _ in range(int(rest)):
                for text in texts:
                    tokenizer.encode(text)
            answer = repr(time.process_time() - begin)
        else:
            answer = f"unknown command {command}"
        print(answer, flush=True)


if __name__ == "__main__":
    main()
