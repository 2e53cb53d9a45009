using Microsoft.EntityFrameworkCore;

namespace Siskop2mi.ConventionalPeer;

internal sealed class Person
{
    public required string Id { get; init; }

    public required string SecurityStamp { get; init; }

    public bool IsProfileComplete { get; init; }

    public DateOnly? BarredUntil { get; init; }
}

internal sealed class Vacancy
{
    public required string Id { get; init; }

    public required string BatchId { get; init; }

    public int Places { get; init; }

    public int Taken { get; init; }

    public DateTime OpensAt { get; init; }

    public DateTime ClosesAt { get; init; }
}

internal sealed class Application
{
    public long Id { get; init; }

    public required string PersonId { get; init; }

    public required string BatchId { get; init; }

    public required string VacancyId { get; init; }

    public required string OfficeId { get; init; }

    public required string SubmissionKey { get; init; }

    public required string Reference { get; init; }

    public required string Status { get; init; }

    public DateTime SubmittedAt { get; init; }
}

internal sealed class AuditRow
{
    public long Id { get; init; }

    public required string Subject { get; init; }

    public required string Type { get; init; }

    public required string Data { get; init; }

    public required string Actor { get; init; }

    public required string Process { get; init; }

    public DateTime At { get; init; }
}

/// <summary>The tables, with the indexes that the one request needs.</summary>
internal sealed class PeerContext(DbContextOptions<PeerContext> options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();

    public DbSet<Vacancy> Vacancies => Set<Vacancy>();

    public DbSet<Application> Applications => Set<Application>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Person>().ToTable("person");
        model.Entity<Vacancy>().ToTable("vacancy").HasStorageParameter("fillfactor", 50);
        var application = model.Entity<Application>().ToTable("application");
        application.HasIndex(row => new { row.PersonId, row.BatchId }).IsUnique();
        application.HasIndex(row => new { row.VacancyId, row.SubmittedAt });
        application.HasIndex(row => row.Reference).IsUnique();
        var audit = model.Entity<AuditRow>().ToTable("audit");
        audit.Property(row => row.Data).HasColumnType("jsonb");
        audit.HasIndex(row => new { row.Subject, row.Id });
        // Sequences in blocks would save nothing: identity columns come back with the insert.
        foreach (var property in model.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            property.SetColumnName(string.Concat(property.Name.Select(Snake)));
    }

    private static string Snake(char letter, int place) =>
        char.IsUpper(letter) ? (place == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString();
}
