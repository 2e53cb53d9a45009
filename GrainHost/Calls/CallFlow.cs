namespace Siskop2mi.GrainHost.Calls;

/// <summary>The call whose code runs right now; what it calls in turn names it as its caller.</summary>
internal static class CallFlow
{
    private static readonly AsyncLocal<Call?> Local = new();

    public static Call? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }
}
