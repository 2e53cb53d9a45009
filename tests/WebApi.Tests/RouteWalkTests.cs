using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests;

/// <summary>
/// Every operation of the OpenAPI document, called by everybody and by every role: exactly the declared roles get past the
/// door, and what they get is exactly what this table says. A route that is not in the table fails the test.
/// </summary>
[Collection(FrontDoorTests.Name)]
public sealed class RouteWalkTests(FrontDoorFixture door)
{
    private const string Nobody = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static readonly Dictionary<string, Visit> Visits = new()
    {
        ["POST /api/v1/registrations"] = new(400, Body: "{}"),
        ["GET /api/v1/registrations/{id}"] = new(404),
        ["POST /api/v1/registrations/{id}/credentials"] = new(400, Body: "{}"),
        ["PUT /api/v1/registrations/{id}/mobile"] = new(404, Body: """{"mobile":"081234567890"}"""),
        ["POST /api/v1/registrations/{id}/activation"] = new(404, Body: """{"code":"x"}"""),
        ["POST /api/v1/registrations/{id}/activation/resend"] = new(404),
        ["POST /api/v1/sessions"] = new(400, Body: "{}"),
        ["POST /api/v1/sessions/refresh"] = new(401, Body: """{"refreshToken":"x"}"""),
        ["POST /api/v1/password-resets"] = new(202, Body: """{"login":"tidak.ada@contoh.test"}"""),
        ["POST /api/v1/password-resets/{id}/password"] = new(401, Body: """{"code":"123456","password":"Bunga#Kamboja77"}"""),
        ["POST /api/v1/account-recoveries"] = new(400, Body: "{}"),
        ["GET /api/v1/account-recoveries"] = new(200),
        ["GET /api/v1/account-recoveries/{id}"] = new(404),
        ["POST /api/v1/account-recoveries/{id}/approval"] = new(404, Body: """{"note":"x"}"""),
        ["POST /api/v1/account-recoveries/{id}/rejection"] = new(404, Body: """{"reason":"owner-objected","note":"x"}"""),
        ["POST /api/v1/account-recoveries/{id}/code"] = new(202),
        ["POST /api/v1/account-recoveries/{id}/completion"] = new(401, Body: """{"code":"123456","password":"Bunga#Kamboja77"}"""),
        ["POST /api/v1/officers"] = new(400, Body: "{}"),
        ["GET /api/v1/officers"] = new(200),
        ["DELETE /api/v1/officers/{id}/totp"] = new(404),
        ["POST /api/v1/sessions/current/totp"] = new(200),
        ["POST /api/v1/sessions/current/totp/confirmation"] = new(409, Body: """{"code":"123456"}"""),
        ["GET /api/v1/sessions/current"] = new(200),
        ["DELETE /api/v1/sessions/current"] = new(204),
        ["GET /api/v1/applicants/me/profile"] = new(200),
        ["PUT /api/v1/applicants/me/profile/biodata"] = new(428, Body: "{}"),
        ["PUT /api/v1/applicants/me/profile/education"] = new(428, Body: "{}"),
        ["PUT /api/v1/applicants/me/profile/work"] = new(428, Body: "{}"),
        ["PUT /api/v1/applicants/me/profile/training"] = new(428, Body: "{}"),
        ["PUT /api/v1/applicants/me/profile/certification"] = new(428, Body: "{}"),
        ["PUT /api/v1/applicants/me/profile/skills"] = new(428, Body: "{}"),
        ["PUT /api/v1/applicants/me/profile/languages"] = new(428, Body: "{}"),
        ["PUT /api/v1/applicants/me/profile/parents"] = new(428, Body: "{}"),
        ["PUT /api/v1/applicants/me/profile/emergency-contacts"] = new(428, Body: "{}"),
        ["PUT /api/v1/applicants/me/photo"] = new(415),
        ["GET /api/v1/applicants/me/photo"] = new(404),
        ["GET /api/v1/regions/provinces"] = new(200),
        ["GET /api/v1/regions/provinces/{code}/cities"] = new(404),
        ["GET /api/v1/regions/cities/{code}/districts"] = new(404),
        ["GET /api/v1/regions/districts/{code}/villages"] = new(404),
        ["GET /api/v1/document-types"] = new(200),
        ["POST /api/v1/documents"] = new(415),
        ["GET /api/v1/documents"] = new(200),
        ["GET /api/v1/documents/{id}"] = new(404),
        ["DELETE /api/v1/documents/{id}"] = new(404),
        ["POST /api/v1/documents/number-checks"] = new(400, Body: "{}"),
        ["GET /api/v1/documents/number-checks/{id}"] = new(404),
        ["GET /api/v1/documents/{id}/content"] = new(404),
        ["GET /api/v1/vacancies"] = new(200),
        ["GET /api/v1/vacancies/{id}"] = new(404),
        ["GET /api/v1/vacancies/{id}/eligibility"] = new(404),
        ["GET /api/v1/vacancies/{id}/draw"] = new(404),
        ["POST /api/v1/applications"] = new(404, Body: """{"vacancyId":"no-such-vacancy"}"""),
        ["GET /api/v1/applications"] = new(200),
        ["GET /api/v1/applications/{id}"] = new(404),
        ["GET /api/v1/applications/{id}/status"] = new(404),
        ["PUT /api/v1/applications/{id}/documents"] = new(404, Body: "{}"),
        ["PUT /api/v1/applications/{id}/last-step"] = new(404, Body: "{}"),
        ["POST /api/v1/applications/{id}/submission"] = new(400),
        ["POST /api/v1/applications/{id}/place-acceptance"] = new(404),
        ["POST /api/v1/applications/{id}/withdrawal"] = new(404, Body: """{"reason":"personal-family"}"""),
        ["GET /api/v1/applications/{id}/timeline"] = new(404),
        ["GET /api/v1/applications/{id}/appointment-slots"] = new(404),
        ["PUT /api/v1/applications/{id}/appointment"] = new(404, Body: "{}"),
        ["DELETE /api/v1/applications/{id}/appointment"] = new(404),
        ["GET /api/v1/verification/appointments"] = new(400),
        ["GET /api/v1/applications/{id}/letter"] = new(404),
        ["GET /api/v1/letters/{token}"] = new(200),
        ["GET /api/v1/verification/queue"] = new(200),
        ["GET /api/v1/verification/applications/{id}"] = new(404),
        ["GET /api/v1/verification/applications/{id}/documents/{type}/content"] = new(404),
        ["GET /api/v1/verification/applications/{id}/photo"] = new(404),
        ["POST /api/v1/verification/applications/{id}/claim"] = new(404),
        ["DELETE /api/v1/verification/applications/{id}/claim"] = new(404),
        ["GET /api/v1/verification/applications"] = new(400),
        ["PUT /api/v1/verification/applications/{id}/verdicts/{type}"] = new(404, Body: """{"verdict":"ok"}"""),
        ["POST /api/v1/verification/applications/{id}/verification"] = new(404, Body: "{}"),
        ["POST /api/v1/verification/applications/{id}/return"] = new(404, Body: "{}"),
        ["POST /api/v1/verification/applications/{id}/failure"] = new(404, Body: """{"reason":"authenticity-forged"}"""),
        ["POST /api/v1/verification/applications/{id}/absence"] = new(404, Body: "{}"),
        ["POST /api/v1/verification/applications/{id}/office"] = new(404, Body: """{"officeId":"bp3mi-bali"}"""),
        ["POST /api/v1/programmes/{batchId}/results/preview"] = new(415),
        ["POST /api/v1/programmes/{batchId}/results"] = new(415),
        ["GET /api/v1/programmes/{batchId}/vacancies/{id}/places"] = new(404),
        ["POST /api/v1/programmes/{batchId}/vacancies/{id}/draw"] = new(404, Body: """{"seed":"x"}"""),
        ["GET /api/v1/reasons"] = new(200),
        ["GET /api/v1/offices"] = new(200),
        ["GET /api/v1/waiting-line"] = new(200),
    };

    public static TheoryData<string> Roles => [.. Enum.GetValues<AccountRole>().Select(role => role.ToString())];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Every_operation_answers_a_role_with_the_exact_status(string roleName)
    {
        var role = Enum.Parse<AccountRole>(roleName);
        var operations = await Operations();
        Assert.Equal(Visits.Keys.Order(), operations.Select(operation => operation.Name).Order());

        List<string> wrong = [];
        foreach (var operation in operations)
        {
            // A caller for each call: logging out is one of the operations.
            using var caller = await door.InRole(role);
            var visit = Visits[operation.Name];
            var expected = operation.Lets(role) ? visit.Status : role is AccountRole.Unspecified ? 401 : 403;
            var reply = await caller.Send(new HttpMethod(operation.Method), operation.Path, visit.Body is null
                ? null : Caller.Raw([.. visit.Body.Select(letter => (byte)letter)], "application/json"));
            if (reply.Status != expected) wrong.Add($"{operation.Name}: expected {expected}, got {reply.Status} {reply.Text}");
            if (reply.Status >= 400 && reply.MediaType != "application/problem+json")
                wrong.Add($"{operation.Name}: {reply.Status} as {reply.MediaType}");
            if (reply.Status == 401 && reply.Header("WWW-Authenticate") is null) wrong.Add($"{operation.Name}: 401 without a challenge");
        }

        Assert.Empty(wrong);
    }

    private async Task<List<Operation>> Operations()
    {
        using var caller = door.Anonymous();
        var document = (await caller.Get("/openapi/v1.json")).Is(200).Json;
        return [.. document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => new Operation(
            method.Name.ToUpperInvariant(),
            path.Name,
            [.. method.Value.GetProperty("x-roles").EnumerateArray().Select(word => word.GetString()!)])))];
    }

    private sealed record Visit(int Status, string? Body = null);

    private sealed record Operation(string Method, string Template, IReadOnlyList<string> Words)
    {
        public string Name => $"{Method} {Template}";

        public string Path => Template.Replace("{type}", "diploma", StringComparison.Ordinal)
            .Replace("{batchId}", "ijepa-16", StringComparison.Ordinal)
            .Replace("{id}", Template.Contains("/registrations/", StringComparison.Ordinal)
                ? Nobody : $"{Nobody}.ijepa-16", StringComparison.Ordinal);

        public bool Lets(AccountRole role) =>
            Words.Contains("everybody") || (role is not AccountRole.Unspecified && Words.Contains(RouteAccess.RoleName(role)));
    }
}
