"""Generates programs from a grammar and what CPython makes of them.

    python3.11 generate.py [COUNT] [SEED] > ../Goldens/differential.jsonl

Each line is {"source": ..., "expected": ...}: a program and the repr of what its execute_command() returns, or
"TypeName: message" of what it raises. Programs stay inside of what two interpreters must agree on: integers are kept small, and sets of
texts are looked at in sorted order only, because CPython draws the hashes of texts anew in every process.
"""
import json
import random
import resource
import signal
import sys

WORDS = ["red", "Dog", "left of", "two", "", "a b", "x-1", "mug", "ünï", "it's", "A,B;c", "  pad ", "12", "-3", "4.5", "yes"]


class Generator:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.names = {}
        self.counter = 0
        self.functions = []
        self.depth = 0

    def fresh(self, kind):
        self.counter += 1
        name = f"{kind[0]}{self.counter}"
        self.names.setdefault(kind, []).append(name)
        return name

    def pick(self, *options):
        return self.r.choice(options)

    def known(self, kind):
        return self.r.choice(self.names[kind]) if self.names.get(kind) and self.r.random() < 0.7 else None

    def expr(self, kind, depth=None):
        depth = 3 if depth is None else depth
        if depth <= 0 or self.r.random() < 0.2:
            return self.known(kind) or self.literal(kind)
        made = getattr(self, "expr_" + kind)(depth - 1)
        return made if made[0] in "([{f\"" and made[-1] in ")]}\"" and self.is_whole(made) else f"({made})"

    @staticmethod
    def is_whole(text):
        """Whether a text is one bracket pair from end to end."""
        depth = 0
        for i, c in enumerate(text):
            depth += (c in "([{") - (c in ")]}")
            if depth == 0 and i < len(text) - 1:
                return False
        return text[0] in "([{"

    def literal(self, kind):
        r = self.r
        if kind == "int":
            return str(r.randint(-9, 40))
        if kind == "float":
            return repr(r.choice([0.0, 0.5, 1.25, -2.75, 3.1, 1e-5, 12345.678, 0.1, 2.5, 1e16, r.randint(-99, 99) / 8, round(r.random() * 10, 3)]))
        if kind == "str":
            return repr(r.choice(WORDS))
        if kind == "bool":
            return r.choice(["True", "False"])
        if kind == "list":
            return "[" + ", ".join(self.expr("int", 0) for _ in range(r.randint(0, 5))) + "]"
        if kind == "strs":
            return "[" + ", ".join(repr(r.choice(WORDS)) for _ in range(r.randint(0, 4))) + "]"
        if kind == "dict":
            return "{" + ", ".join(f"{r.choice(WORDS)!r}: {self.expr('int', 0)}" for _ in range(r.randint(0, 4))) + "}"
        if kind == "set":
            items = [str(r.randint(-9, 60)) for _ in range(r.randint(1, 7))]
            return "{" + ", ".join(items) + "}"
        return "(" + self.expr("int", 0) + ", " + self.expr("str", 0) + ", " + self.expr("float", 0) + ")"

    def expr_int(self, d):
        e = self.expr
        return self.pick(
            lambda: f"({e('int', d)} {self.pick('+', '-', '*')} {e('int', d)}) % {self.pick(7, 97, 1000, -13)}",
            lambda: f"({e('int', d)} {self.pick('//', '%')} {e('int', d)})",
            lambda: f"len({e(self.pick('list', 'str', 'dict', 'set', 'strs', 'tuple'), d)})",
            lambda: f"{e('list', d)}[{self.r.randint(-3, 3)}]",
            lambda: f"{e('dict', d)}[{e('str', d)}]",
            lambda: f"{e('dict', d)}.get({e('str', d)}, {e('int', d)})",
            lambda: f"int({e(self.pick('str', 'float', 'bool'), d)})",
            lambda: f"{self.pick('sum', 'max', 'min')}({e('list', d)})",
            lambda: f"{self.pick('max', 'min')}({e('list', d)}, default={e('int', d)})",
            lambda: f"({e('int', d)} if {e('bool', d)} else {e('int', d)})",
            lambda: f"abs({e('int', d)})",
            lambda: f"round({e('float', d)})",
            lambda: f"{e('str', d)}.{self.pick('find', 'count', 'index', 'rfind')}({e('str', d)})",
            lambda: f"({e('int', d)} {self.pick('&', '|', '^')} {e('int', d)})",
            lambda: f"(-{e('int', d)})",
            lambda: f"{e('list', d)}.{self.pick('index', 'count')}({e('int', d)})",
            lambda: f"sum(v * {self.r.randint(-3, 3)} for v in {e('list', d)} if v {self.pick('>', '<', '!=')} {e('int', 0)})",
            lambda: f"next((v for v in {e('list', d)} if v > {e('int', 0)}), {e('int', 0)})",
            lambda: f"(lambda a, b={e('int', 0)}: (a - b) % 50)({e('int', d)})",
            lambda: f"divmod({e('int', d)}, {e('int', d)})[{self.pick(0, 1)}]",
        )()

    def expr_float(self, d):
        e = self.expr
        return self.pick(
            lambda: f"({e('float', d)} {self.pick('+', '-', '*')} {e(self.pick('float', 'int'), d)})",
            lambda: f"({e('int', d)} / {e('int', d)})",
            lambda: f"({e('float', d)} {self.pick('//', '%', '/')} {e('float', d)})",
            lambda: f"round({e('float', d)}, {self.r.randint(-1, 4)})",
            lambda: f"float({e(self.pick('str', 'int'), d)})",
            lambda: f"abs({e('float', d)})",
            lambda: f"math.{self.pick('sqrt', 'floor', 'ceil', 'fabs', 'degrees', 'exp')}({e('float', d)})",
            lambda: f"sum({e('list', d)}) / max(1, len({e('list', d)}))",
            lambda: f"float({e('bool', d)})",
        )()

    def expr_str(self, d):
        e = self.expr
        any_kind = lambda: self.pick("int", "float", "str", "bool", "list", "dict", "tuple", "strs")
        return self.pick(
            lambda: f"{e('str', d)} + {e('str', d)}",
            lambda: f"{e('str', d)} * {self.r.randint(0, 3)}",
            lambda: f"str({e(any_kind(), d)})",
            lambda: f"repr({e(any_kind(), d)})",
            lambda: f"{e('str', d)}.{self.pick('upper', 'lower', 'title', 'strip', 'capitalize', 'swapcase', 'lstrip', 'rstrip')}()",
            lambda: f"{e('str', d)}.{self.pick('replace')}({e('str', 0)}, {e('str', 0)})",
            lambda: f"{e('str', d)}[{self.r.randint(-4, 4)}:{self.r.randint(-4, 8)}]",
            lambda: f"{e('str', d)}[::{self.pick(-1, 2, -2)}]",
            lambda: f"{e('str', d)}[{self.r.randint(-3, 3)}]",
            lambda: f"{e('str', 0)}.join({e('strs', d)})",
            lambda: self.fstring(d),
            lambda: f"'%{self.pick('', '5', '-6', '05', '+')}{self.pick('d', 'x', 'o')}|%s' % ({e('int', d)}, {e(any_kind(), d)})",
            lambda: f"'%{self.pick('', '8', '-8', '08', '+')}.{self.r.randint(0, 4)}{self.pick('f', 'e', 'g')}' % {e('float', d)}",
            lambda: f"'{{}} {{}}'.format({e(any_kind(), d)}, {e('int', d)})",
            lambda: f"'{{0!r:>{self.r.randint(1, 12)}}}|{{k:{self.spec('float')}}}'.format({e('str', d)}, k={e('float', d)})",
            lambda: f"{e('str', d)}.{self.pick('center', 'ljust', 'rjust')}({self.r.randint(0, 9)}, {self.pick(repr('.'), repr('*'))})",
            lambda: f"{e('str', d)}.zfill({self.r.randint(0, 8)})",
            lambda: f"({e('str', d)} if {e('bool', d)} else {e('str', d)})",
            lambda: f"({e('str', d)} {self.pick('or', 'and')} {e('str', d)})",
            lambda: f"{e('strs', d)}[{self.r.randint(-2, 2)}]",
            lambda: f"format({e('int', d)}, {self.spec('int')!r})",
            lambda: f"re.sub({self.pick(repr('[aeiou]'), repr('[0-9]+'), repr(' +'))}, {e('str', 0)}, {e('str', d)})",
            lambda: f"{e('str', d)}.partition({e('str', 0)})[{self.r.randint(0, 2)}]",
            lambda: f"max({e('dict', d)}, key=lambda k: ({e('dict', 0)}.get(k, 0), k), default='none')",
        )()

    def spec(self, kind):
        r = self.r
        align = r.choice(["", "<", ">", "^", "=", "*<", "0>", "x^"])
        sign = r.choice(["", "+", " ", "-"])
        width = r.choice(["", str(r.randint(1, 12))])
        if kind == "int":
            return align + sign + r.choice(["", "#"]) + width + r.choice(["d", "x", "b", "o", "X", "", "n", ",d", "_d"])
        return align + sign + r.choice(["", "0"]) + width + r.choice(["", ","]) + f".{r.randint(0, 5)}" + r.choice(["f", "e", "g", "%", "", "G", "F"])

    def fstring(self, d):
        parts = []
        for _ in range(self.r.randint(1, 3)):
            kind = self.pick("int", "float", "str", "list", "bool")
            # Quotes may not stand inside of a field with the same quotes.
            inner = self.known(kind) or (self.literal(kind) if kind not in ("str",) else "s")
            if kind == "str" and inner == "s":
                inner = "len('ab')"
                kind = "int"
            if "'" in inner or '"' in inner:
                inner, kind = "1 + 1", "int"
            if kind in ("int", "float") and self.r.random() < 0.6:
                parts.append("{" + inner + ":" + self.spec(kind) + "}")
            elif self.r.random() < 0.3:
                parts.append("{" + inner + self.pick("=", "!r", "!s") + "}")
            else:
                parts.append("{" + inner + "}")
            parts.append(self.pick(" ", "-", "", "{{", "}}"))
        return 'f"' + "".join(parts) + '"'

    def expr_bool(self, d):
        e = self.expr
        return self.pick(
            lambda: f"({e('int', d)} {self.pick('<', '<=', '==', '!=', '>', '>=')} {e(self.pick('int', 'float'), d)})",
            lambda: f"({e('int', d)} < {e('int', d)} <= {e('int', d)})",
            lambda: f"({e('str', d)} {self.pick('<', '==', 'in', 'not in')} {e('str', d)})",
            lambda: f"({e('int', d)} {self.pick('in', 'not in')} {e(self.pick('list', 'set'), d)})",
            lambda: f"({e('str', d)} in {e(self.pick('dict', 'strs'), d)})",
            lambda: f"(not {e(self.pick('bool', 'int', 'str', 'list'), d)})",
            lambda: f"({e('bool', d)} {self.pick('and', 'or')} {e('bool', d)})",
            lambda: f"{self.pick('any', 'all')}({self.pick('v > 3', 'v % 2', 'v')} for v in {e('list', d)})",
            lambda: f"isinstance({e(self.pick('int', 'float', 'bool', 'str'), d)}, {self.pick('int', 'str', '(int, float)', 'bool')})",
            lambda: f"{e('str', d)}.{self.pick('isdigit', 'isalpha', 'isupper', 'islower', 'isspace', 'isalnum', 'istitle')}()",
            lambda: f"{e('str', d)}.{self.pick('startswith', 'endswith')}({e('str', 0)})",
            lambda: f"({e('list', d)} {self.pick('==', '<', '>=', '!=')} {e('list', d)})",
            lambda: f"({e('set', d)} {self.pick('<=', '<', '==', '>')} {e('set', d)})",
        )()

    def expr_list(self, d):
        e = self.expr
        return self.pick(
            lambda: f"[v {self.pick('+', '-', '*')} {self.r.randint(0, 4)} for v in {e('list', d)}{self.pick('', ' if v % 2 == 0', ' if v')}]",
            lambda: f"[a {self.pick('+', '-')} b for a in {e('list', d)}[:3] for b in {e('list', d)}[:3]]",
            lambda: f"{self.pick('sorted', 'list')}({e('list', d)})",
            lambda: f"sorted({e('list', d)}, key=lambda v: {self.pick('-v', 'abs(v)', 'v % 5', '(v % 3, -v)')}{self.pick('', ', reverse=True')})",
            lambda: f"list(range({self.r.randint(-3, 4)}, {self.r.randint(0, 9)}{self.pick('', ', 2', ', 3')}))",
            lambda: f"{e('list', d)}[{self.r.randint(-4, 3)}:{self.r.randint(-3, 6)}{self.pick('', ':2', ':-1')}]",
            lambda: f"({e('list', d)} + {e('list', d)})",
            lambda: f"{e('list', 0)} * {self.r.randint(0, 2)}",
            lambda: f"list(map(lambda v: v % 10, {e('list', d)}))",
            lambda: f"list(filter(lambda v: v > {e('int', 0)}, {e('list', d)}))",
            lambda: f"[len(s) for s in {e('strs', d)}]",
            lambda: f"sorted({e('set', d)})",
            lambda: f"list({e('set', d)})",
            lambda: f"list({e('dict', d)}.values())",
            lambda: f"[*{e('list', d)}, {e('int', d)}]",
            lambda: f"[a * b for a, b in zip({e('list', d)}, {e('list', d)})]",
            lambda: f"[i - v for i, v in enumerate({e('list', d)}{self.pick('', ', 1')})]",
            lambda: f"list(reversed({e('list', d)}))",
            lambda: f"list(itertools.accumulate({e('list', d)}))",
        )()

    def expr_strs(self, d):
        e = self.expr
        return self.pick(
            lambda: f"{e('str', d)}.split({self.pick('', repr(' '), repr('a'), repr(','), repr(' ') + ', 1')})",
            lambda: f"sorted({e('strs', d)}{self.pick('', ', key=len', ', key=str.lower', ', reverse=True')})",
            lambda: f"[s.{self.pick('upper', 'strip', 'title')}() for s in {e('strs', d)}]",
            lambda: f"sorted({e('dict', d)})",
            lambda: f"list({e('dict', d)})",
            lambda: f"[str(v) for v in {e('list', d)}]",
            lambda: f"sorted(set({e('strs', d)}))",
            lambda: f"list({e('str', d)}[:5])",
            lambda: f"{e('strs', d)} + {e('strs', d)}",
            lambda: f"re.findall({self.pick(repr('[a-z]+'), repr('[0-9]'), repr('(.)(.)') if False else repr('.'))}, {e('str', d)})",
            lambda: f"{e('strs', d)}[::-1]",
        )()

    def expr_dict(self, d):
        e = self.expr
        return self.pick(
            lambda: f"{{k: {self.pick('len(k)', '1', 'k.count(chr(97))')} for k in {e('strs', d)}}}",
            lambda: f"{{k: v + 1 for k, v in {e('dict', d)}.items() if v {self.pick('>', '<')} {e('int', 0)}}}",
            lambda: f"dict(zip({e('strs', d)}, {e('list', d)}))",
            lambda: f"{{**{e('dict', d)}, {e('str', 0)}: {e('int', d)}}}",
            lambda: f"({e('dict', d)} | {e('dict', d)})",
            lambda: f"dict(sorted({e('dict', d)}.items(), key=lambda kv: (kv[1], kv[0])))",
            lambda: f"dict(collections.Counter({e('str', d)}).most_common(3))",
        )()

    def expr_set(self, d):
        e = self.expr
        return self.pick(
            lambda: f"set({e('list', d)})",
            lambda: f"({e('set', d)} {self.pick('|', '&', '-', '^')} {e('set', d)})",
            lambda: f"{{v % {self.r.randint(2, 40)} for v in {e('list', d)}}}",
            lambda: f"{e('set', d)}.{self.pick('union', 'intersection', 'difference')}({e('list', d)})",
        )()

    def expr_tuple(self, d):
        e = self.expr
        return self.pick(
            lambda: f"({e('int', d)}, {e('str', d)}, {e('float', d)})",
            lambda: f"tuple({e('list', d)}) + ({e('str', d)},)",
            lambda: f"({e('tuple', d)})[::-1]",
            lambda: f"divmod({e('int', d)}, {e('int', d)})",
        )()

    KINDS = ["int", "float", "str", "bool", "list", "strs", "dict", "set", "tuple"]

    def block(self, indent, count, in_loop=False):
        lines = []
        for _ in range(count):
            lines += self.statement(indent, in_loop)
        return lines or [indent + "pass"]

    def scoped(self, make):
        saved = {k: list(v) for k, v in self.names.items()}
        lines = make()
        self.names = saved
        return lines

    def statement(self, indent, in_loop):
        self.depth += 1
        deep = self.depth > 3
        options = ["assign"] * 6 + ["augment"] * 2 + ["mutate"] * 3 + ["unpack"]
        if not deep:
            options += ["if"] * 2 + ["for"] * 2 + ["while", "try", "try", "def", "walrus"]
        if in_loop:
            options += ["leave"]
        lines = getattr(self, "stmt_" + self.r.choice(options))(indent)
        self.depth -= 1
        return lines

    def stmt_assign(self, indent):
        kind = self.r.choice(self.KINDS)
        value = self.expr(kind)
        return [f"{indent}{self.fresh(kind)} = {value}"]

    def stmt_augment(self, indent):
        kind = self.pick("int", "str", "list", "float")
        name = self.known(kind)
        if not name:
            return self.stmt_assign(indent)
        op = {"int": self.pick("+=", "-=", "%=", "//="), "str": "+=", "list": "+=", "float": self.pick("+=", "-=", "/=")}[kind]
        return [f"{indent}{name} {op} {self.expr(kind, 1)}" + (f"[:20]" if kind == "list" else "")]

    def stmt_mutate(self, indent):
        e = self.expr
        self.known("list") or self.known("dict")
        name = self.known(self.pick("list", "dict", "set"))
        kind = next((k for k in ("list", "dict", "set") if name in self.names.get(k, [])), None)
        if kind == "list":
            return [indent + self.pick(
                lambda: f"{name}.append({e('int', 1)})",
                lambda: f"{name}.insert({self.r.randint(-2, 3)}, {e('int', 1)})",
                lambda: f"{name}.sort({self.pick('', 'reverse=True', 'key=lambda v: v % 4')})",
                lambda: f"{name}.{self.pick('pop()', 'reverse()', 'remove(' + e('int', 0) + ')')}",
                lambda: f"{name}[{self.r.randint(-2, 2)}] = {e('int', 1)}",
                lambda: f"{name}[{self.r.randint(0, 2)}:{self.r.randint(1, 4)}] = {e('list', 1)}",
                lambda: f"del {name}[{self.pick('0', '-1', '1:3', '::2')}]",
                lambda: f"{name}.extend(v for v in {e('list', 1)} if v)",
            )()]
        if kind == "dict":
            return [indent + self.pick(
                lambda: f"{name}[{e('str', 0)}] = {e('int', 1)}",
                lambda: f"{name}[{e('str', 0)}] += {e('int', 1)}",
                lambda: f"{name}.update({e('dict', 1)})",
                lambda: f"{name}.setdefault({e('str', 0)}, {e('int', 1)})",
                lambda: f"{name}.pop({e('str', 0)}, None)",
                lambda: f"del {name}[{e('str', 0)}]",
            )()]
        if kind == "set":
            return [indent + self.pick(
                lambda: f"{name}.add({e('int', 1)})",
                lambda: f"{name}.discard({e('int', 1)})",
                lambda: f"{name} {self.pick('|=', '&=', '-=', '^=')} {e('set', 1)}",
                lambda: f"{name}.update({e('list', 1)})",
            )()]
        return self.stmt_assign(indent)

    def stmt_unpack(self, indent):
        value = self.pick(
            lambda: (f"{self.expr('int')}, {self.expr('str')}", ["int", "str"]),
            lambda: (f"{self.expr('tuple', 0)}", ["int", "str", "float"]),
        )()
        names = ", ".join(self.fresh(k) for k in value[1])
        return [f"{indent}{names} = {value[0]}"]

    def stmt_walrus(self, indent):
        value = self.expr("int", 2)
        name = self.fresh("int")
        lines = [f"{indent}if ({name} := {value}) > {self.expr('int', 0)}:"]
        return lines + self.scoped(lambda: self.block(indent + "    ", 1))

    def stmt_if(self, indent):
        lines = [f"{indent}if {self.expr('bool')}:"] + self.scoped(lambda: self.block(indent + "    ", self.r.randint(1, 2)))
        if self.r.random() < 0.4:
            lines += [f"{indent}elif {self.expr('bool')}:"] + self.scoped(lambda: self.block(indent + "    ", 1))
        if self.r.random() < 0.5:
            lines += [f"{indent}else:"] + self.scoped(lambda: self.block(indent + "    ", 1))
        return lines

    def stmt_for(self, indent):
        def body():
            kind, source = self.pick(
                lambda: ("int", self.expr("list", 1)),
                lambda: ("int", f"range({self.r.randint(1, 5)})"),
                lambda: ("str", self.expr("strs", 1)),
            )()
            target = self.fresh(kind)
            if self.r.random() < 0.3:
                index = self.fresh("int")
                head = f"{indent}for {index}, {target} in enumerate(({source})[:6]):"
            else:
                head = f"{indent}for {target} in list({source})[:6]:"
            lines = [head] + self.block(indent + "    ", self.r.randint(1, 2), in_loop=True)
            if self.r.random() < 0.2:
                lines += [f"{indent}else:"] + self.block(indent + "    ", 1)
            return lines

        return self.scoped(body)

    def stmt_while(self, indent):
        def body():
            name = self.fresh("int")
            self.names["int"].remove(name)
            return [f"{indent}{name} = 0", f"{indent}while {name} < {self.r.randint(1, 4)}:", f"{indent}    {name} += 1"] + self.block(indent + "    ", 1, in_loop=True)

        return self.scoped(body)

    def stmt_leave(self, indent):
        return [f"{indent}if {self.expr('bool', 1)}:", f"{indent}    {self.pick('break', 'continue')}"]

    def stmt_try(self, indent):
        log = "log"
        lines = [f"{indent}try:"] + self.scoped(lambda: self.block(indent + "    ", self.r.randint(1, 2)))
        error = self.pick("Exception", "ValueError", "(KeyError, IndexError)", "ZeroDivisionError", "LookupError", "TypeError")
        if self.r.random() < 0.15:
            lines.insert(1, f"{indent}    raise {self.pick('ValueError', 'KeyError', 'RuntimeError')}({self.expr('str', 0)})")
        lines += [f"{indent}except {error} as e:", f"{indent}    {log}.append((type(e) is ValueError, str(e), e.args))"]
        if error != "Exception" and self.r.random() < 0.6:
            lines += [f"{indent}except Exception as e:", f"{indent}    {log}.append(repr(e))"]
        if self.r.random() < 0.3:
            lines += [f"{indent}else:", f"{indent}    {log}.append('else')"]
        if self.r.random() < 0.4:
            lines += [f"{indent}finally:", f"{indent}    {log}.append('finally')"]
        return lines

    def stmt_def(self, indent):
        self.counter += 1
        name = f"g{self.counter}"
        def body():
            params = [self.fresh("int") for _ in range(self.r.randint(1, 3))]
            self.expr("int", 0)
            head = ", ".join(params[:-1] + [f"{params[-1]}={self.r.randint(0, 9)}"])
            lines = [f"{indent}def {name}({head}):"]
            lines += self.block(indent + "    ", 1)
            lines += [f"{indent}    return {self.expr('int', 2)}"]
            return lines, len(params)

        saved = {k: list(v) for k, v in self.names.items()}
        lines, count = body()
        self.names = saved
        given = ", ".join(self.expr("int", 0) for _ in range(self.r.randint(count - 1, count)))
        target = self.fresh("int")
        return lines + [f"{indent}{target} = {name}({given})"]

    def program(self):
        lines = ["def execute_command():", "    log = []"]
        for kind in ("int", "str", "list", "dict", "float", "set"):
            lines.append(f"    {self.fresh(kind)} = {self.literal(kind)}")
        lines += self.block("    ", self.r.randint(4, 9))
        shown = [n for k in self.KINDS for n in self.names.get(k, [])]
        lines.append(f"    return log, {', '.join(shown)}")
        return "\n".join(lines) + "\n"


def is_small(value, depth=0):
    if isinstance(value, bool):
        return True
    if isinstance(value, int):
        return abs(value) < 2**53
    if isinstance(value, (list, tuple, set, frozenset)):
        return all(is_small(v) for v in value)
    if isinstance(value, dict):
        return all(is_small(v) for v in value.values())
    return len(repr(value)) < 3000


def run(source):
    scope = {}
    exec("import collections, itertools, math, re\n" + source, scope)
    signal.alarm(2)
    try:
        value = scope["execute_command"]()
        return repr(value) if is_small(value) else None
    except (RecursionError, MemoryError, TimeoutError):
        return None
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        signal.alarm(0)


def too_long(*_):
    raise TimeoutError


def main():
    # A few programs grow without end; they are left out.
    resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
    signal.signal(signal.SIGALRM, too_long)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    made = raised = 0
    while made < count:
        source = Generator(seed).program()
        seed += 1
        expected = run(source)
        if expected is None or len(expected) > 4000:
            continue
        is_error = ": " in expected.split("\n")[0] and not expected.startswith("(")
        if is_error and raised > count // 3:
            continue
        raised += is_error
        print(json.dumps({"source": source, "expected": expected}, ensure_ascii=False))
        made += 1


if __name__ == "__main__":
    main()
