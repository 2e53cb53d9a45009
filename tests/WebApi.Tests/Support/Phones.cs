using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>The operator and all phones: keeps every text message.</summary>
internal sealed partial class Phones : ISmsGateway
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<(MobileNumber To, string Text)> texts = new();

    public IEnumerable<string> TextsTo(MobileNumber to) => texts.Where(sent => sent.To == to).Select(sent => sent.Text);

    /// <summary>The six digits of the newest text to a number, once <paramref name="count"/> texts have come.</summary>
    public async Task<string> CodeTo(MobileNumber to, int count = 1)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (TextsTo(to).Count() < count) await Task.Delay(50, limit.Token);
        return Digits().Match(TextsTo(to).Last()).Value;
    }

    public Task<MessageAttempt> Send(string messageId, MobileNumber to, string text, CancellationToken cancellationToken)
    {
        texts.Enqueue((to, text));
        return Task.FromResult(MessageAttempt.Accepted);
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex Digits();
}
