using Siskop2mi.Bench.Storms;

namespace Siskop2mi.Bench.Benches;

/// <summary>Scans of documents come in while others apply.</summary>
internal sealed class UploadStormBench : StormBench
{
    public override string Name => "upload-storm";

    public override string What => "20 parallel uploads of 5 MB beside a rush";

    protected override double MostMoved => 0.3;

    protected override IStorm Over(TicketBook book) => new UploadStorm(book);
}
