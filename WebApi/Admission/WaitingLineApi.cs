using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Admission;

/// <summary>How busy the front door is, for programs: to be asked before a form is sent, or while waiting.</summary>
internal static class WaitingLineApi
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/waiting-line", Get).WithTags("Waiting line").AllowEverybody()
        .InLane(Lane.Open)
        .Describe<WaitingLineBody>(200, "Which lanes are busy, and how long one waits");

    private static IResult Get(FrontGate gate, WaitingLine line) => Answer.OkByContent(
        new WaitingLineBody([.. gate.Queues.Select(LaneBody.Of)], line.Length), fresh: Fresh);
}

/// <summary>How busy the front door is.</summary>
/// <param name="Lanes">By class of work.</param>
/// <param name="InLine">Browsers in the waiting line.</param>
public sealed record WaitingLineBody(IReadOnlyList<LaneBody> Lanes, int InLine);

/// <summary>How busy one lane is.</summary>
/// <param name="Lane">Class of work, such as <c>submit</c> or <c>log-in</c>.</param>
/// <param name="IsBusy">Whether all its places are taken, so that a request would have to wait or be refused.</param>
/// <param name="WaitSeconds">About how long one waits for a place, in whole seconds, rounded up.</param>
public sealed record LaneBody(string Lane, bool IsBusy, int WaitSeconds)
{
    internal static LaneBody Of(LaneQueue queue) =>
        new(Words.Of(queue.Lane), queue.Free == 0, (int)Math.Ceiling(Math.Min(3_600, queue.EstimatedWait.TotalSeconds)));
}
