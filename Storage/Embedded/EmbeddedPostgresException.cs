namespace Siskop2mi.Storage.Embedded;

/// <summary>The private PostgreSQL cannot be used. The message says what to do, in words for the person at the terminal.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);
