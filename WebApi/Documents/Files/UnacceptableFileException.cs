namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>A file that is not taken. Ends the reading of it; <see cref="FileIntake"/> answers it as a problem.</summary>
/// <param name="code">One of <see cref="Answers.ProblemCodes"/>.</param>
internal sealed class UnacceptableFileException(string code) : Exception(code)
{
    public string Code { get; } = code;
}
