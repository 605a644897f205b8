"""What an interpreter of VisProg programs in Python does for each step, with modules that answer at once.

A step is a line of text. It is tokenized when it runs, twice as VisProg does it: for the name of its module, and by the module for its arguments.
Variables are looked up in a dictionary, the module is called, and its result goes back into the dictionary. EVAL puts values into the text of an
expression and evaluates that. What VisProg prints and draws beside it is left out.

Reads commands from standard input, one a line, and answers each with one line:
  program TEXT   adds a program, line ends written as \\n; answers the number of its steps
  run COUNT      runs all programs in turn, COUNT runs altogether; answers the seconds of processor time
"""

import io
import sys
import time
import tokenize


def tokens_of(line):
    """The texts of a line's tokens."""
    return [
        token.string
        for token in tokenize.generate_tokens(io.StringIO(line).readline)
        if token.type not in (tokenize.NEWLINE, tokenize.NL, tokenize.ENDMARKER)
    ]


class Step:
    """A step: its line, and the state that it reads and writes."""

    def __init__(self, line, state):
        self.line = line
        self.state = state

    def module(self):
        return tokens_of(self.line)[2]

    def parts(self):
        """The output variable and the raw arguments."""
        tokens = tokens_of(self.line)
        if tokens[1] != "=" or tokens[3] != "(" or tokens[-1] != ")":
            raise ValueError(f"not a step: {self.line}")
        rest = [token for token in tokens[4:-1] if token not in (",", "=")]
        return tokens[0], dict(zip(rest[0::2], rest[1::2]))


class Module:
    """Base of the modules: takes the arguments from the state, keeps the result there."""

    def __init__(self, answer):
        self.answer = answer

    def argument(self, text, state):
        if text[0] in "'\"":
            return eval(text)
        return state[text]

    def execute(self, step):
        output, arguments = step.parts()
        result = self.call({name: self.argument(text, step.state) for name, text in arguments.items()})
        step.state[output] = result
        return result

    def call(self, values):
        return self.answer


class Eval(Module):
    """Puts the variables' values into the expression's text, as Python literals, and evaluates it."""

    def execute(self, step):
        output, arguments = step.parts()
        text = eval(arguments["expr"])
        literals = {}
        for name, value in step.state.items():
            if isinstance(value, str):
                value = {"yes": True, "no": False}.get(value, value)
                value = value if isinstance(value, bool) or value.isdecimal() else f"'{value}'"
            literals[name] = value
        result = eval(text.format(**literals))
        step.state[output] = result
        return result


class Result(Module):
    def call(self, values):
        return values["var"]


class Image:
    pass


class Interpreter:
    def __init__(self):
        image = Image()
        self.modules = {
            "LOC": Module([[1, 1, 5, 5]]),
            "VQA": Module("brown"),
            "CROP": Module(image),
            "CROP_LEFTOF": Module(image),
            "COUNT": Module(1),
            "EVAL": Eval(None),
            "RESULT": Result(None),
        }

    def run(self, source, state):
        result = None
        for step in [Step(line, state) for line in source.split("\n")]:
            result = self.modules[step.module()].execute(step)
        return result


def main():
    interpreter = Interpreter()
    programs = []
    for line in sys.stdin:
        command, _, rest = line.rstrip("\n").partition(" ")
        if command == "program":
            programs.append(rest.replace("\\n", "\n"))
            answer = str(programs[-1].count("\n") + 1)
        elif command == "run":
            begin = time.process_time()
            for i in range(int(rest)):
                interpreter.run(programs[i % len(programs)], {"IMAGE": Image()})
            answer = repr(time.process_time() - begin)
        else:
            answer = f"unknown command {command}"
        print(answer, flush=True)


if __name__ == "__main__":
    main()
