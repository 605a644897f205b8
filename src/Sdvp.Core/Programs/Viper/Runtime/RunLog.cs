using System.Collections.Immutable;
using System.Text;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>What a program printed.</summary>
internal sealed class RunLog
{
    private readonly StringBuilder _text = new();

    public void Write(string text) => _text.Append(text);

    public string Text => _text.ToString();

    public ImmutableArray<string> Lines => _text.Length == 0 ? [] : [.. _text.ToString().TrimEnd('\n').Split('\n')];
}
