using Orleans;
using Orleans.Runtime;
using Siskop2mi.GrainHost.Calls;
using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.GrainHost.Reminders;

/// <summary>A tick on its way to its grain.</summary>
internal sealed class ReminderCall(string name, TickStatus status) : PlainCall
{
    public override Task Invoke(object grain) => ((IRemindable)grain).ReceiveReminder(name, status);

    public override void CopyArguments(ICallCopier copier)
    {
        // A string and a struct: nothing to share.
    }
}
