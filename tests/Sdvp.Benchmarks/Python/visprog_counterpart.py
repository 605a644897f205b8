"""What an interpreter of VisProg programs in Python does for each step, with modules that answer at once.

A step is a line of text. It is tokenized when it runs, its arguments are taken apart, variables are looked up in a dictionary, the module of its
name is called, and its result goes back into the dictionary. EVAL puts values into the text of an expression and evaluates that.

Reads commands from standard input, one a line, and answers each with one line:
  program TEXT   adds a program, line ends written as \\n; answers the number of its steps
  run COUNT      runs all programs in turn, COUNT runs altogether; answers the seconds of processor time
"""

import io
import sys
import time
import tokenize


class Step:
    """A step taken apart: the output variable, the module and the raw arguments."""

    def __init__(self, line):
        tokens = [
            token.string
            for token in tokenize.generate_tokens(io.StringIO(line).readline)
            if token.type not in (tokenize.NEWLINE, tokenize.NL, tokenize.ENDMARKER)
        ]
        if tokens[1] != "=" or tokens[3] != "(" or tokens[-1] != ")":
            raise ValueError(f"not a step: {line}")
        self.output = tokens[0]
        self.module = tokens[2]
        self.arguments = {}
        place = 4
        while place < len(tokens) - 1:
            name, value = tokens[place], tokens[place + 2]
            self.arguments[name] = value
            place += 4


class Module:
    """Base of the modules: takes the arguments from the state, keeps the result there."""

    def __init__(self, answer):
        self.answer = answer

    def argument(self, text, state):
        if text[0] in "'\"":
            return eval(text)
        return state[text]

    def execute(self, step, state):
        values = {name: self.argument(text, state) for name, text in step.arguments.items()}
        result = self.call(values)
        state[step.output] = result
        return result

    def call(self, values):
        return self.answer


class Eval(Module):
    """Puts the variables' values into the expression's text, as Python literals, and evaluates it."""

    def execute(self, step, state):
        text = eval(step.arguments["expr"])
        literals = {name: repr(value) if isinstance(value, str) else value for name, value in state.items() if not isinstance(value, (Image, list))}
        result = eval(text.format(**literals))
        state[step.output] = result
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
        for line in source.split("\n"):
            step = Step(line)
            result = self.modules[step.module].execute(step, state)
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
