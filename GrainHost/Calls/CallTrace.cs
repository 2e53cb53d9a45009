using System.Diagnostics;

namespace Siskop2mi.GrainHost.Calls;

/// <summary>A span a call, only while somebody listens.</summary>
internal static class CallTrace
{
    private static readonly ActivitySource Source = new("Siskop2mi.GrainHost");

    public static bool IsOn => Source.HasListeners();

    public static Activity? Start(Call call) =>
        IsOn ? Source.StartActivity(call.Method.FullName, ActivityKind.Server, call.Trace?.Context ?? default) : null;

    public static void Stop(Activity? activity, Task task)
    {
        if (activity is null) return;
        if (task.IsFaulted) activity.SetStatus(ActivityStatusCode.Error, task.Exception!.InnerException!.GetType().Name);
        activity.Dispose();
    }
}
