using System.Text;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Requests;

/// <summary>Bad inputs and the exact answer to each. Numbers are the rows of the project's list of bad inputs.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class BadInputTests(FrontDoorFixture door)
{
    private const string Registrations = "/api/v1/registrations";
    private const string Canary = "zzcanaryzz";

    public static TheoryData<int, string, int, string> Bodies => new()
    {
        { 1, "{\"nationalId\":", 400, "malformed-body" },
        { 1, "", 400, "malformed-body" },
        { 2, "[]", 400, "malformed-body" },
        { 2, "null", 400, "malformed-body" },
        { 2, "\"zzcanaryzz\"", 400, "malformed-body" },
        { 3, "{\"fullName\":\"a\",\"fullName\":\"zzcanaryzz\"}", 400, "malformed-body" },
        { 4, With("isAdmin", "true"), 400, "unknown-field" },
        { 4, With("FullName", "\"zzcanaryzz\""), 400, "unknown-field" },
        { 4, With("zz canary zz<script>", "1"), 400, "unknown-field" },
        { 5, $"{{\"fullName\":{new string('[', 10_000)}{new string(']', 10_000)}}}", 400, "malformed-body" },
        { 6, With("nationalId", "1e400"), 400, "validation" },
        { 6, With("nationalId", "3204105708951234"), 400, "validation" },
        { 7, With("fullName", "{\"a\":1}"), 400, "validation" },
        { 7, With("fullName", "true"), 400, "validation" },
        { 9, With("fullName", "\"zzcanaryzz \\ud800\""), 422, "validation" },
        { 10, With("fullName", "\"zzcanaryzz \\u0000\""), 422, "validation" },
        { 10, With("consentVersion", "\"1\\u0000\""), 422, "validation" },
        { 27, With("nationalId", "\"320410570895123\""), 422, "nik-format" },
        { 27, With("nationalId", "\"32041057089512345\""), 422, "nik-format" },
        { 27, With("nationalId", "\"3204 1057 0895 12\""), 422, "nik-format" },
        { 28, With("nationalId", "\"٣٢٠٤١٠٥٧٠٨٩٥١٢٣٤\""), 422, "nik-format" },
        { 28, With("nationalId", "\"３２０４１０５７０８９５１２３４\""), 422, "nik-format" },
        { 29, With("nationalId", "\"0000000000000000\""), 422, "nik-format" },
        { 29, With("nationalId", "\"1111111111111111\""), 422, "nik-format" },
        { 30, With("nationalId", "\"0004105708951234\""), 422, "nik-region" },
        { 30, With("nationalId", "\"9904105708951234\""), 422, "nik-region" },
        { 32, With("nationalId", "\"3204103208951234\""), 422, "nik-date" },
        { 32, With("nationalId", "\"3204107208951234\""), 422, "nik-date" },
        { 33, With("nationalId", "\"3204101713951234\""), 422, "nik-date" },
        { 33, With("nationalId", "\"3204103002951234\""), 422, "nik-date" },
        { 34, With("nationalId", "\"3204105708950000\""), 422, "nik-format" },
        { 42, With("fullName", "\"Siti \\u202egpj\""), 422, "name-characters" },
        { 42, With("fullName", "\"Si\\u200bti\""), 422, "name-characters" },
        { 42, With("fullName", "\"Siti \\ud83d\\ude00\""), 422, "name-characters" },
        { 42, With("fullName", "\"S\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301iti\""), 422, "name-characters" },
        { 44, With("fullName", "\"<script>\""), 422, "name-characters" },
        { 44, With("fullName", "\"{{7*7}}\""), 422, "name-characters" },
        { 44, With("fullName", "\"=HYPERLINK()\""), 422, "name-characters" },
        { 45, With("fullName", $"\"{new string('a', 5_000)}\""), 422, "name-too-long" },
        { 45, With("fullName", "\"   \""), 422, "name-missing" },
        { 97, With("fullName", "\"' OR 1=1--\""), 422, "name-characters" },
        { 97, With("motherName", "\"${jndi:ldap://x}\""), 422, "name-characters" },
        { 0, "{}", 400, "validation" },
        { 0, With("fullName", "null"), 400, "validation" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_answered_exactly_and_not_repeated(int row, string body, int status, string code)
    {
        using var person = door.Anonymous();
        var reply = await person.PostText(Registrations, body);
        Assert.True(reply.Status == status && reply.Code == code, $"Row {row}: expected {status} {code}, got {reply.Status} {reply.Text}");
        reply.IsProblem(status, code);
        Assert.DoesNotContain(Canary, reply.Text);
        Assert.DoesNotContain("script", reply.Text);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("Ndaru'l")]
    [InlineData("Siti Nur-Aini")]
    [InlineData("Jose\u0301")]
    public async Task Names_that_people_have_are_taken(string fullName)
    {
        using var person = door.Anonymous();
        (await person.Post(Registrations, new { nationalId = People.NewNationalId(), fullName, motherName = "Ibu", consentVersion = "1" }))
            .Is(201);
    }

    [Theory]
    [InlineData("a@b\r\nBcc: c@d.id")]
    [InlineData("tanpa-domain")]
    [InlineData("a@contoh")]
    public async Task Addresses_that_are_none_are_refused(string email)
    {
        using var person = door.Anonymous();
        var path = $"{Registrations}/aaaaaaaaaaaaaaaaaaaaaaaaaa/credentials";
        (await person.Post(path, People.Credentials(email))).IsProblem(422, "email-format");
    }

    [Theory]
    [InlineData("+1 900 555 0100")] // foreign, and a premium number
    [InlineData("117")]
    [InlineData("0812-HALO-1234")]
    [InlineData("02112345678")] // no mobile number
    public async Task Numbers_that_are_no_mobile_number_are_refused(string mobile)
    {
        using var person = door.Anonymous();
        var path = $"{Registrations}/aaaaaaaaaaaaaaaaaaaaaaaaaa";
        (await person.Post($"{path}/credentials", People.Credentials("a@contoh.test", mobile))).IsProblem(422, "phone-not-allowed");
        (await person.Put($"{path}/mobile", new { mobile })).IsProblem(422, "phone-not-allowed");
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/xml", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData(null, 415)]
    public async Task Only_json_is_read(string? contentType, int status)
    {
        using var person = door.Anonymous();
        (await person.Send(HttpMethod.Post, Registrations, Caller.Raw("{}"u8.ToArray(), contentType))).IsProblem(
            status, "unsupported-media-type");
    }

    [Fact]
    public async Task Bytes_that_are_no_utf_8_are_refused()
    {
        using var person = door.Anonymous();
        foreach (var bytes in new byte[][] { [.. "{\"fullName\":\""u8, 0xFF, 0xFE, .. "\"}"u8], [0xEF, 0xBB, 0xBF, .. "{}"u8],
            Encoding.Unicode.GetBytes("{}") })
            (await person.Send(HttpMethod.Post, Registrations, Caller.Raw(bytes, "application/json"))).IsProblem(400, "malformed-body");
    }

    [Fact]
    public async Task What_no_route_takes_is_refused_before_it_is_read()
    {
        using var person = door.Anonymous();
        (await person.Get("/api/v1/offices", ("Accept", "image/png"))).IsProblem(406, "not-acceptable");
        using var packed = Caller.Raw([1, 2, 3], "application/json");
        packed.Headers.ContentEncoding.Add("gzip");
        (await person.Send(HttpMethod.Post, Registrations, packed)).IsProblem(415, "unsupported-encoding");
        // The client asks before it sends: else the answer may come while it still writes, and be lost with the connection.
        var large = Caller.Raw(Encoding.ASCII.GetBytes($"{{\"password\":\"{new string('a', 2_000_000)}\"}}"), "application/json");
        (await person.Send(HttpMethod.Post, "/api/v1/sessions", large, ("Expect", "100-continue"))).IsProblem(413, "body-too-large");
    }

    [Theory]
    [InlineData("PUT", "/api/v1/registrations", 405, "method-not-allowed")]
    [InlineData("TRACE", "/api/v1/offices", 405, "method-not-allowed")]
    [InlineData("GET", "/api/v1/nothing", 404, "not-found")]
    [InlineData("GET", "/api/v1/registrations/..%2f..%2fadmin", 404, "registration-not-found")]
    [InlineData("GET", "/api/v1//offices", 404, "not-found")]
    [InlineData("GET", "/api/v1/vacancies/..%2foffices", 404, "vacancy-not-found")]
    [InlineData("GET", "/api/v1/vacancies/a;b", 404, "vacancy-not-found")]
    [InlineData("GET", "/api/v1/vacancies?limit=1&limit=2", 400, "validation")]
    [InlineData("GET", "/api/v1/vacancies?limit=1000000000", 400, "validation")]
    [InlineData("GET", "/api/v1/vacancies?limit=-1", 400, "validation")]
    [InlineData("GET", "/api/v1/vacancies?limit=0", 400, "validation")]
    [InlineData("GET", "/api/v1/vacancies?cursor=%21", 400, "validation")]
    [InlineData("GET", "/api/v1/vacancies?cursor=AA", 400, "validation")]
    [InlineData("GET", "/api/v1/vacancies?country=japan", 400, "validation")]
    public async Task Addresses_methods_and_query_values_that_do_not_fit_are_refused(string method, string path, int status, string code)
    {
        using var person = door.Anonymous();
        var reply = (await person.Send(new HttpMethod(method), path, null)).IsProblem(status, code);
        if (status == 405) Assert.NotNull(reply.Header("Allow"));
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("30/02/2026")]
    [InlineData("0001-01-01")]
    [InlineData("10000-01-01")]
    public async Task Days_that_are_none_are_refused(string birthDate)
    {
        using var person = await door.Applicant();
        var reply = await person.Put("/api/v1/applicants/me/profile/biodata", new { birthDate }, ("If-Match", "\"0\""));
        Assert.Contains(("/birthDate", "date"), reply.Is(422).Errors);
    }

    [Fact]
    public async Task Idempotency_keys_that_are_none_are_refused()
    {
        using var person = await door.Applicant();
        var path = $"/api/v1/applications/{person.AccountId}.ijepa-16/submission";
        (await person.Post(path)).IsProblem(400, "idempotency-key-missing");
        foreach (var key in new[] { "", "a b", new string('a', 256) })
            (await person.Post(path, null, ("Idempotency-Key", key))).IsProblem(400, "idempotency-key-invalid");
        (await person.Post(path, null, ("Idempotency-Key", "a"), ("Idempotency-Key", "b"))).IsProblem(400, "idempotency-key-invalid");
    }

    private static string With(string name, string json)
    {
        var members = new Dictionary<string, string>
        {
            ["nationalId"] = "\"3204105708951234\"",
            ["fullName"] = "\"Siti\"",
            ["motherName"] = "\"Ibu\"",
            ["consentVersion"] = "\"1\"",
            [name] = json,
        };
        return $"{{{string.Join(',', members.Select(member => $"\"{member.Key}\":{member.Value}"))}}}";
    }
}
