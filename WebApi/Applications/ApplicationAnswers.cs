using System.Runtime.CompilerServices;
using System.Text.Json;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Applications;

/// <summary>
/// Keeps the bytes of an application for who asks again: in a rush people poll, and nothing has changed. Kept by the view itself and
/// not by its id and revision: a grain gives the same object while its state is the same, so what is kept can never be out of date,
/// and goes with the view. A host that copies its answers gets fresh bytes every time.
/// </summary>
internal sealed class ApplicationAnswers
{
    private readonly ConditionalWeakTable<ApplicationView, Kept> kept = [];

    /// <summary>The whole application, without what changes while it stands still: what a draft is missing.</summary>
    /// <param name="view">The application.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="notice">Its vacancy, where stages are to be named.</param>
    public byte[] Whole(ApplicationView view, Reader reader, VacancyNotice? notice) =>
        Find(view, nameof(Whole), reader, notice, () => ApplicationBody.Of(view, reader, notice));

    /// <summary>Where it stands, for who polls.</summary>
    public byte[] Status(ApplicationView view, Reader reader) =>
        Find(view, nameof(Status), reader, null, () => StatusBody.Of(view, reader));

    private byte[] Find<T>(ApplicationView view, string form, Reader reader, VacancyNotice? notice, Func<T> make)
    {
        var of = kept.GetOrCreateValue(view);
        for (var answer = of.First; answer is not null; answer = answer.Next)
        {
            if (answer.Is(form, reader.Voice) && ReferenceEquals(answer.Notice, notice)) return answer.Bytes;
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(new Envelope<T>(make()), ApiJson.Options);
        // Two at once: one of them is not kept, and made again when it is asked for.
        of.First = new KeptAnswer(form, reader.Voice, notice, bytes, Without(of.First, form, reader.Voice));
        return bytes;
    }

    private static KeptAnswer? Without(KeptAnswer? first, string form, string voice) => first is null ? null
        : first.Is(form, voice) ? Without(first.Next, form, voice)
        : first with { Next = Without(first.Next, form, voice) };

    private sealed class Kept
    {
        private volatile KeptAnswer? first;

        public KeptAnswer? First
        {
            get => first;
            set => first = value;
        }
    }

    private sealed record KeptAnswer(string Form, string Voice, VacancyNotice? Notice, byte[] Bytes, KeptAnswer? Next)
    {
        public bool Is(string form, string voice) => Form == form && Voice == voice;
    }
}
