using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Silo;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Documents;

[Collection(FrontDoorTests.Name)]
public sealed class AbandonedUploadsTests(FrontDoorFixture door)
{
    [Fact]
    public async Task Every_hour_files_that_no_document_names_go_and_the_others_stay()
    {
        using var person = await door.Applicant();
        var kept = (await person.AddDocument("diploma")).Is(201);
        var blobs = door.Services.GetRequiredService<IBlobStore>();
        var time = new ManualTimeProvider(DateTimeOffset.UtcNow.AddDays(2));
        var kind = door.Services.GetServices<INodeDuty>().Single(duty => duty.GetType().Name == "AbandonedUploadsDuty").GetType();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var running = ((INodeDuty)ActivatorUtilities.CreateInstance(door.Services, kind, time)).Run(stop.Token);

        for (var round = 0; round < 2; round++)
        {
            while (time.NextTimer is null) await Task.Delay(20, stop.Token);
            var orphan = (await blobs.WriteAsync(new MemoryStream([1]), 1)).Id;
            time.Advance(TimeSpan.FromHours(1));
            while (await blobs.ExistsAsync(orphan)) await Task.Delay(20, stop.Token);
        }

        Assert.Equal(Papers.Pdf, (await person.Get($"{kept.Location}/content", ("Accept", "application/pdf"))).Is(200).Bytes);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}
