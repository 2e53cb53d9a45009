namespace Siskop2mi.RehearseRush.Rushes;

/// <summary>Somebody who may send one application: a draft with nothing missing, and a session.</summary>
/// <param name="ApplicationId">The draft.</param>
/// <param name="VacancyId">Where to.</param>
/// <param name="Token">Access token of its owner.</param>
/// <param name="Key">The idempotency key, the same for every repeat.</param>
internal sealed record RushTicket(string ApplicationId, string VacancyId, string Token, string Key);
