using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Requests;

/// <summary>How a domain type reads text.</summary>
internal delegate bool TextParser<T>(string? text, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal);

/// <summary>
/// Reads the fields of one request and collects everything that is wrong, so that a person hears it all at once. Values read
/// after an error are placeholders: call <see cref="Check"/> before using any.
/// </summary>
internal sealed class FieldReader
{
    private readonly List<FieldError> errors = [];
    private bool someAreMissing;

    /// <summary>A value that a domain type reads.</summary>
    public T Read<T>(string? text, string pointer, TextParser<T> parse) where T : class
    {
        if (text is null) return Missing<T>(pointer);
        if (parse(text, out var value, out var refusal)) return value;
        errors.Add(new FieldError(pointer, refusal.Code) { IsRefusal = true });
        return null!;
    }

    /// <summary>A value that must be there.</summary>
    public T Required<T>(T? value, string pointer) where T : class => value ?? Missing<T>(pointer);

    /// <inheritdoc cref="Required{T}(T, string)" />
    public T Required<T>(T? value, string pointer) where T : struct
    {
        if (value is null) Missing<object>(pointer);
        return value.GetValueOrDefault();
    }

    /// <summary>Free text of one line, in NFC, without spaces around it, 1 to <paramref name="max"/> characters.</summary>
    public string Line(string? text, string pointer, int max)
    {
        if (text is null) return Missing<string>(pointer);
        var clean = text.Normalize(NormalizationForm.FormC).Trim();
        if (clean.Length == 0) errors.Add(new FieldError(pointer, "text-empty"));
        else if (clean.Length > max) errors.Add(new FieldError(pointer, "text-too-long"));
        else if (clean.Any(char.IsControl)) errors.Add(new FieldError(pointer, "text-characters"));
        return clean;
    }

    /// <summary>Free text of several lines that may be left out; as <see cref="Line"/> otherwise, and empty is left out.</summary>
    public string? Story(string? text, string pointer, int max)
    {
        var clean = text?.Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n").Trim();
        if (string.IsNullOrEmpty(clean)) return null;
        if (clean.Length > max) errors.Add(new FieldError(pointer, "text-too-long"));
        else if (clean.Any(letter => char.IsControl(letter) && letter != '\n')) errors.Add(new FieldError(pointer, "text-characters"));
        return clean;
    }

    /// <summary>A list of things, each read with its place; no list is an empty one.</summary>
    public ImmutableArray<TKept> Items<T, TKept>(ImmutableArray<T?>? items, string pointer, int max, Func<T, string, TKept> read)
        where T : class
    {
        var all = items ?? [];
        Require(all.Length <= max, pointer, "too-many-items");
        return [.. all.Take(max).Select((item, index) => item is null
            ? Missing<TKept>($"{pointer}/{index}") : read(item, $"{pointer}/{index}"))];
    }

    /// <summary>Says that a value means nothing, unless it holds.</summary>
    public void Require(bool holds, string pointer, string code)
    {
        if (!holds) errors.Add(new FieldError(pointer, code));
    }

    /// <summary>Ends the request with everything that is wrong: 400 when something is missing, else 422.</summary>
    public void Check()
    {
        if (errors.Count == 0) return;
        throw new ProblemException(Problem.OfFields(
            someAreMissing ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity, errors));
    }

    private T Missing<T>(string pointer)
    {
        someAreMissing = true;
        errors.Add(new FieldError(pointer, "field-required"));
        return default!;
    }
}
