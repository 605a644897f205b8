using Sdvp.Core.Diagnostics;
using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution;

/// <summary>Equal calls, of which one is computed.</summary>
internal sealed class CallGroup(PendingCall first)
{
    private List<PendingCall>? _others;
    private CallKey? _key;

    /// <summary>The call that is computed.</summary>
    public PendingCall First => first;

    /// <summary>The call in a cache; null where its module is to be asked every time.</summary>
    public CallKey? Key => first.Module.IsDeterministic ? _key ??= CallKey.Create(first.Module.Signature.Name, first.Module.Version, first.Call) : null;

    /// <summary>Puts equal calls together.</summary>
    /// <param name="calls">Calls of one module, in order.</param>
    /// <returns>The groups, in order of their first calls.</returns>
    public static List<CallGroup> Collect(List<PendingCall> calls)
    {
        var groups = new List<CallGroup>(calls.Count);
        var byContent = new Dictionary<CallContent, CallGroup>(calls.Count);
        foreach (var call in calls)
        {
            if (call.Content is not { } content)
            {
                groups.Add(new CallGroup(call));
            }
            else if (byContent.TryGetValue(content, out var group))
            {
                (group._others ??= []).Add(call);
            }
            else
            {
                groups.Add(group = new CallGroup(call));
                byContent.Add(content, group);
            }
        }

        return groups;
    }

    /// <summary>Ends the calls.</summary>
    /// <param name="result">Their result.</param>
    /// <param name="resumed">Takes those that are to be resumed.</param>
    public void End(ModuleResult result, List<IResumable> resumed)
    {
        if (first.TryEnd(result))
        {
            resumed.Add(first);
        }

        if (_others is null)
        {
            return;
        }

        SdvpInstruments.RecordShared(first.Module.Signature.Name, _others.Count);
        foreach (var other in _others)
        {
            if (other.TryEnd(result))
            {
                resumed.Add(other);
            }
        }
    }
}
