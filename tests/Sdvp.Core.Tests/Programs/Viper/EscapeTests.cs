using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;

namespace Sdvp.Core.Tests.Programs.Viper;

/// <summary>Ways out of the language that were tried on others. Each is refused, or raises what Python raises for a name or attribute that is not there.</summary>
public sealed class EscapeTests
{
    [Theory]
    [InlineData("import os")]
    [InlineData("import sys")]
    [InlineData("import os.path as p")]
    [InlineData("import clr")]
    [InlineData("import System")]
    [InlineData("import subprocess, math")]
    [InlineData("from os import system")]
    [InlineData("from System.IO import File")]
    [InlineData("from math import *")]
    [InlineData("from . import secrets")]
    [InlineData("from .. import x")]
    [InlineData("import builtins")]
    [InlineData("import importlib")]
    [InlineData("import ctypes")]
    [InlineData("import pickle")]
    [InlineData("import collections.sys")]
    [InlineData("from typing import sys")]
    [InlineData("from collections import __builtins__")]
    [InlineData("def f():\n    import socket\n    return socket")]
    [InlineData("f = lambda: __import__('os').system('id')")]
    [InlineData("__import__('os')")]
    [InlineData("__builtins__")]
    [InlineData("__builtins__['open']")]
    [InlineData("__loader__")]
    [InlineData("__name__")]
    [InlineData("().__class__")]
    [InlineData("().__class__.__base__.__subclasses__()")]
    [InlineData("''.__class__.__mro__[1]")]
    [InlineData("(lambda: 0).__globals__")]
    [InlineData("(lambda: 0).__code__")]
    [InlineData("(lambda: 0).__closure__[0].cell_contents")]
    [InlineData("len.__self__")]
    [InlineData("[].append.__self__.__class__")]
    [InlineData("x = 1\nx._secret")]
    [InlineData("x = 1\nx._")]
    [InlineData("try:\n    1 / 0\nexcept Exception as e:\n    e.__traceback__.tb_frame")]
    [InlineData("try:\n    1 / 0\nexcept Exception as e:\n    e.__context__")]
    [InlineData("eval('1')")]
    [InlineData("exec('x = 1')")]
    [InlineData("compile('1', '', 'eval')")]
    [InlineData("open('/etc/passwd').read()")]
    [InlineData("globals()['x']")]
    [InlineData("locals()")]
    [InlineData("vars()")]
    [InlineData("dir()")]
    [InlineData("getattr(1, 'real')")]
    [InlineData("getattr('', '__cla' + 'ss__')")]
    [InlineData("setattr(1, 'x', 2)")]
    [InlineData("hasattr(1, 'GetType')")]
    [InlineData("delattr(1, 'x')")]
    [InlineData("input()")]
    [InlineData("breakpoint()")]
    [InlineData("object()")]
    [InlineData("super()")]
    [InlineData("memoryview(b'x')")]
    [InlineData("x = b'bytes'")]
    [InlineData("f = [eval][0]\nf('1')")]
    [InlineData("list(map(eval, ['1']))")]
    [InlineData("def f(e=eval):\n    return e('1')")]
    [InlineData("f'{().__class__}'")]
    [InlineData("f'{open(\"x\")!r}'")]
    [InlineData("[__x for __x in [1]]")]
    [InlineData("def __getattr__(name):\n    return 1")]
    [InlineData("lambda __class__: 1")]
    [InlineData("dict(__class__=1)")]
    [InlineData("class A:\n    pass")]
    [InlineData("class A(type):\n    def f(self): pass")]
    [InlineData("with open('x') as f:\n    pass")]
    [InlineData("def g():\n    yield 1")]
    [InlineData("async def g():\n    pass")]
    [InlineData("def g():\n    global x\n    x = 1")]
    [InlineData("@len\ndef g():\n    pass")]
    [InlineData("match 1:\n    case int():\n        pass")]
    public void Parse_Escape_IsRefusedByNameAndPlace(string source)
    {
        var error = ViperRuns.FirstError(source);

        Assert.InRange(error.Span.Line, 1, source.Count(c => c == '\n') + 1);
        Assert.StartsWith("VI", error.Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'{0.__class__}'.format(1)", "AttributeError")]
    [InlineData("'{0.__class__.__mro__}'.format('')", "AttributeError")]
    [InlineData("'{x._y}'.format(x=1)", "AttributeError")]
    [InlineData("'{0._}'.format(1)", "AttributeError")]
    [InlineData("'{0.GetType}'.format(1)", "AttributeError")]
    [InlineData("'{0.Value}'.format(1)", "AttributeError")]
    [InlineData("'{0[__class__]}'.format([1])", "TypeError")]
    [InlineData("'{a.__init__}'.format_map({'a': 1})", "AttributeError")]
    [InlineData("'%(__class__)s' % {}", "KeyError")]
    [InlineData("str.format('{0.__class__}', 1)", "AttributeError")]
    [InlineData("(1).GetType()", "AttributeError")]
    [InlineData("'a'.GetType().Assembly", "AttributeError")]
    [InlineData("[].GetHashCode()", "AttributeError")]
    [InlineData("[].Items", "AttributeError")]
    [InlineData("{}.Count", "AttributeError")]
    [InlineData("(lambda: 0).Method", "AttributeError")]
    [InlineData("(lambda: 0).Target", "AttributeError")]
    [InlineData("len.Invoke", "AttributeError")]
    [InlineData("ImagePatch.Calls", "AttributeError")]
    [InlineData("ImagePatch.mro()", "AttributeError")]
    [InlineData("(i for i in [1]).gi_frame", "AttributeError")]
    [InlineData("(i for i in [1]).gi_code", "AttributeError")]
    [InlineData("(i for i in [1]).send(1)", "AttributeError")]
    [InlineData("(lambda: 0).func_globals", "AttributeError")]
    [InlineData("int.mro", "AttributeError")]
    [InlineData("type('A', (), {})", "TypeError")]
    [InlineData("type(lambda: 0)()", "TypeError")]
    [InlineData("type(1).Module", "AttributeError")]
    [InlineData("math.sys", "AttributeError")]
    [InlineData("np.os", "AttributeError")]
    [InlineData("np.load('x')", "AttributeError")]
    [InlineData("re.sys", "AttributeError")]
    [InlineData("functools.reduce.func_globals", "AttributeError")]
    [InlineData("ValueError('x').clsException", "AttributeError")]
    [InlineData("ValueError('x').with_traceback.Method", "AttributeError")]
    [InlineData("bool_to_yesno.Method.ReturnType", "AttributeError")]
    [InlineData("print.Target", "AttributeError")]
    [InlineData("print('x', file=open_file)", "NameError")]
    [InlineData("image.Root", "NameError")]
    public async Task Run_Escape_RaisesWhatPythonRaises(string expression, string type)
    {
        var error = await Assert.ThrowsAsync<ViperErrorException>(() => ViperRuns.RunAsync($"def execute_command():\n    return {expression}"));

        Assert.Equal(type, error.ErrorType);
        Assert.Equal(2, error.Site.Span.Line);
    }

    [Theory]
    [InlineData("ImagePatch.Calls = 99999")]
    [InlineData("len.x = 1")]
    [InlineData("x = []\nx.append = 1")]
    [InlineData("math.pi = 3")]
    [InlineData("def f(): pass\nf.x = 1")]
    [InlineData("del math.pi")]
    public async Task Run_SettingAnAttribute_IsRefused(string source) =>
        Assert.Equal("AttributeError", (await Assert.ThrowsAsync<ViperErrorException>(() => ViperRuns.RunAsync(source))).ErrorType);

    [Theory]
    [InlineData("_ = 3\n_ + 1", "4")]
    [InlineData("_x, _ = 1, 2\n_x + _", "3")]
    [InlineData("[_ for _ in range(2)]", "[0, 1]")]
    [InlineData("object = 5\nobject + 1", "6")]
    [InlineData("for id in [1, 2]:\n    pass\nid", "2")]
    [InlineData("def vars(x):\n    return x\nvars(7)", "7")]
    [InlineData("match = 4\nmatch + 1", "5")]
    public async Task Run_HarmlessNames_AreFree(string source, string expected) => Assert.Equal(expected, await ViperRuns.ReprAsync(source));

    [Fact]
    public async Task Run_PresetOfTheHost_CannotBeChangedForOtherRuns()
    {
        await ViperRuns.RunAsync("math = 1\nlen = 2\nImagePatch = 3");

        Assert.Equal("(3, 3.141592653589793)", await ViperRuns.ReprAsync("len('abc'), math.pi"));
    }
}
