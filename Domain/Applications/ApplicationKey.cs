namespace Siskop2mi.Domain.Applications;

/// <summary>
/// The natural key of an application: one per person and batch, so that a double click meets the same grain. Also its public id.
/// </summary>
public static class ApplicationKey
{
    public static string Of(string applicantId, string batchId) => $"{applicantId}.{batchId}";

    /// <summary>Whose application a key is.</summary>
    public static string ApplicantOf(string applicationId) => applicationId.Split('.')[0];
}
