namespace Siskop2mi.Storage.Migrations;

/// <summary>The database's history and the program's do not fit. The message is for the person who started the program.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);
