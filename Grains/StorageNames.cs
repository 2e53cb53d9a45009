namespace Siskop2mi.Grains;

/// <summary>Names under which stores are registered.</summary>
public static class StorageNames
{
    /// <summary>The PostgreSQL store of the system.</summary>
    public const string Siskop2mi = "siskop2mi";
}
