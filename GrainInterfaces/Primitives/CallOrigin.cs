namespace Siskop2mi.GrainInterfaces.Primitives;

/// <summary>
/// Who acts, in which role, in which process. Set once at the front door (or by a job), carried by
/// <see cref="RequestContext"/> through every grain call, and written into the envelope of every event.
/// </summary>
/// <param name="Actor">Account id, or <c>system</c>.</param>
/// <param name="Role">Role in kebab-case, such as <c>applicant</c> or <c>regional-verifier</c>.</param>
/// <param name="Process">Trace id of the request, or name of the job.</param>
public sealed record CallOrigin(string Actor, string Role, string Process)
{
    private const string Key = "siskop2mi.origin";

    /// <summary>What happens without a person: reminders, sweeps, start-up.</summary>
    public static readonly CallOrigin System = new("system", "system", "background");

    /// <summary>The origin of the running call; <see cref="System"/> when nobody set one.</summary>
    public static CallOrigin Current => RequestContext.Get(Key) is string text && text.Split('|') is [var actor, var role, var process]
        ? new CallOrigin(actor, role, process)
        : System;

    /// <summary>Makes this the origin of everything called from here on.</summary>
    public void Apply() => RequestContext.Set(Key, $"{Actor}|{Role}|{Process}");
}
