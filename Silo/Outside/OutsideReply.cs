using System.Text.Json;

namespace Siskop2mi.Silo.Outside;

/// <summary>What came back from an outside system, read whole.</summary>
internal sealed record OutsideReply(int Status, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>
    /// Whether it is this question that is not accepted (400, 413, 422). Other refusals speak of us or of the system: a wrong
    /// key (401, 403), a wrong address (404), too many questions (429).
    /// </summary>
    public bool IsAboutTheQuestion => Status is 400 or 413 or 422;

    /// <summary>The word under <c>result</c> of a good answer in JSON; null when there is none.</summary>
    public string? Result()
    {
        if (!IsSuccess) return null;
        try
        {
            return JsonSerializer.Deserialize<ResultBody>(Body, JsonSerializerOptions.Web)?.Result;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Its status alone: the body is somebody's data.</summary>
    public override string ToString() => $"status {Status}";

    private sealed record ResultBody(string? Result);
}
