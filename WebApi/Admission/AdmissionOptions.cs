using System.Collections.Immutable;

namespace Siskop2mi.WebApi.Admission;

/// <summary>The bounds of one lane. Configuration section <c>Admission:Lanes:NAME</c>.</summary>
/// <param name="AtOnce">Most requests under way.</param>
/// <param name="Waiting">Most requests that wait for them.</param>
/// <param name="Patience">Longest wait: who would have to wait longer is refused at once.</param>
/// <param name="PerCaller">Most of one person, under way and waiting; of one network where nobody is logged in, four times as many.</param>
public sealed record LaneLimits(int AtOnce, int Waiting, TimeSpan Patience, int PerCaller);

/// <summary>Who is let in, and how long the others wait. Configuration section <c>Admission</c>.</summary>
public sealed record AdmissionOptions
{
    private static readonly ImmutableDictionary<Lane, LaneLimits> Defaults = new Dictionary<Lane, LaneLimits>
    {
        [Lane.Submit] = Limits(128, 256, 1, 8),
        [Lane.OwnRead] = Limits(48, 100, 1, 16),
        [Lane.PublicRead] = Limits(32, 100, 1, 16),
        [Lane.PublicWrite] = Limits(16, 64, 2, 8),
        [Lane.LogIn] = Limits(4, 64, 6, 8),
        [Lane.Outside] = Limits(32, 64, 5, 8),
        [Lane.Upload] = Limits(64, 32, 5, 8),
        [Lane.Download] = Limits(64, 32, 5, 8),
        [Lane.Letter] = Limits(4, 32, 10, 4),
        [Lane.Officer] = Limits(48, 200, 5, 16),
        [Lane.OfficerLogIn] = Limits(2, 16, 10, 8),
    }.ToImmutableDictionary();

    /// <summary>Whether there are bounds at all; off only to show what happens without.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Bounds by lane; <see cref="Lane.Open"/> has none.</summary>
    public ImmutableDictionary<Lane, LaneLimits> Lanes { get; init; } = Defaults;

    /// <summary>Most browsers in the waiting line.</summary>
    public int MostTickets { get; init; } = 100_000;

    /// <summary>Most places in the waiting line that one network takes: a village, but not the line.</summary>
    public int MostTicketsOfNetwork { get; init; } = 2_000;

    /// <summary>How long who was let in goes past the line.</summary>
    public TimeSpan PassLife { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Reads the section; what is not said is as above.</summary>
    public static AdmissionOptions Of(IConfiguration configuration)
    {
        var section = configuration.GetSection("Admission");
        var options = new AdmissionOptions();
        return new AdmissionOptions
        {
            Enabled = section.GetValue(nameof(Enabled), true),
            Lanes = Defaults.ToImmutableDictionary(pair => pair.Key, pair => Read(section.GetSection($"Lanes:{pair.Key}"), pair.Value)),
            MostTickets = section.GetValue("Line:MostTickets", options.MostTickets),
            MostTicketsOfNetwork = section.GetValue("Line:MostTicketsOfNetwork", options.MostTicketsOfNetwork),
            PassLife = section.GetValue("Line:PassLife", options.PassLife),
        };
    }

    private static LaneLimits Read(IConfigurationSection section, LaneLimits limits) => new(
        section.GetValue(nameof(LaneLimits.AtOnce), limits.AtOnce),
        section.GetValue(nameof(LaneLimits.Waiting), limits.Waiting),
        section.GetValue(nameof(LaneLimits.Patience), limits.Patience),
        section.GetValue(nameof(LaneLimits.PerCaller), limits.PerCaller));

    private static LaneLimits Limits(int atOnce, int waiting, int patienceSeconds, int perCaller) =>
        new(atOnce, waiting, TimeSpan.FromSeconds(patienceSeconds), perCaller);
}
