namespace Siskop2mi.Storage.Secrets;

/// <summary>A rotation cannot be finished now; the message says what to look at. Nothing is lost: it may be run again.</summary>
public sealed class KeyRotationException(string message) : Exception(message);
