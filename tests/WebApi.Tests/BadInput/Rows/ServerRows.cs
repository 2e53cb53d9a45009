namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>What is no proper HTTP. Kestrel refuses most of it before there is a request.</summary>
internal static class ServerRows
{
    private const string Json = "Content-Type: application/json\nConnection: close";

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(15, "`Content-Length` of 5 GB and no data", new Answer(413, "body-too-large")).Of(
            stage => [Raw(stage, $"POST /api/v1/registrations HTTP/1.1\nHost: a\n{Json}\nContent-Length: 5368709120")],
            (stage, random, _) => Raw(stage,
                $"POST /api/v1/registrations HTTP/1.1\nHost: a\n{Json}\nContent-Length: {random.NextInt64(65_537, long.MaxValue)}")),
        new BadInputRow(16, "a body of 10 bytes a second", new Answer(408, "request-timeout"))
        {
            Remark = "100 bytes a second are enough; a slower sender is let go after ten seconds",
        }.By(typeof(SlowSenderTests)),
        new BadInputRow(17, "headers that take a minute", new Answer(408)).By(typeof(SlowSenderTests)),
        new BadInputRow(18, "101 headers, or 40 KB of them", new Answer(431)).Of(
            stage => [
                Raw(stage, $"GET /api/v1/offices HTTP/1.1\nHost: a\n{string.Join(
                    '\n', Enumerable.Range(0, 101).Select(i => $"X-{i}: zzcanaryzz"))}"),
                Raw(stage, $"GET /api/v1/offices HTTP/1.1\nHost: a\nX-Long: {new string('z', 40 * 1024)}"),
            ],
            (stage, random, word) => Raw(stage, $"GET /api/v1/offices HTTP/1.1\nHost: a\n{string.Join(
                '\n', Enumerable.Range(0, random.Next(101, 200)).Select(i => $"{word}{i}: {i}"))}")),
        new BadInputRow(19, "an address of 9 KB", new Answer(414)).Of(
            stage => [Raw(stage, $"GET /api/v1/{new string('a', 9 * 1024)} HTTP/1.1\nHost: a\nConnection: close")],
            (stage, random, _) =>
                Raw(stage, $"GET /api/v1/offices?a={new string('%', random.Next(8 * 1024, 20 * 1024))} HTTP/1.1\nHost: a")),
        new BadInputRow(20, "two `Host` headers, none, or one that is no host", new Answer(400)).Of(
            stage => new[] { "Host: a\nHost: b", "X-None: a", "Host: a b", "Host: a/b", "Host: <script>", "Host: a\nHost: a" }.Select(
                host => Raw(stage, $"GET /api/v1/offices HTTP/1.1\n{host}\nConnection: close")),
            (stage, random, word) =>
                Raw(stage, $"GET /api/v1/offices HTTP/1.1\nHost: {word}{random.Pick("/", "?", "<", " ", "@", "\\")}a")),
        new BadInputRow(21, "`Content-Length` and `Transfer-Encoding` together", new Answer(400)).Of(
            stage => [Both(stage, "6", "chunked"), Both(stage, "0", "chunked"), Both(stage, "6", "identity, chunked")],
            (stage, random, _) => Both(stage, $"{random.Next(100)}", random.Pick("chunked", "Chunked", "identity, chunked"))),
        new BadInputRow(22, "a method the route does not know", new Answer(405, "method-not-allowed")).Of(
            stage => [
                Method(stage, "PUT", "/api/v1/registrations"), Method(stage, "DELETE", "/api/v1/offices"),
                Method(stage, "PATCH", "/api/v1/vacancies"),
                Method(stage, "POST", $"/api/v1/applications/{stage.Draft}"), Method(stage, "OPTIONS", "/api/v1/sessions"),
            ],
            (stage, random, _) => Method(stage, random.Pick("PUT", "DELETE", "PATCH", "OPTIONS", "FOO"), random.Pick(
                "/api/v1/offices", "/api/v1/document-types", "/api/v1/sessions", "/api/v1/vacancies", "/api/v1/registrations"))),
        new BadInputRow(23, "TRACE, CONNECT", new Answer(405, "method-not-allowed"), new Answer(404, "not-found"))
        {
            Remark = "CONNECT names no path, so there is nothing to find",
        }.Of(
            stage => [
                Method(stage, "TRACE", "/api/v1/offices") with { Answer = new Answer(405, "method-not-allowed") },
                Raw(stage, "CONNECT localhost:80 HTTP/1.1\nHost: localhost:80\nConnection: close") with
                {
                    Answer = new Answer(404, "not-found"),
                },
            ]),
    ];

    private static Sending Raw(Stage stage, string head, string body = "") =>
        new(stage.Stranger, "") { Raw = Stage.Wire(head, body), Unspoken = ["zzcanaryzz", "<script>"] };

    private static Sending Both(Stage stage, string length, string encoding) => Raw(
        stage, $"POST /api/v1/registrations HTTP/1.1\nHost: a\n{Json}\nContent-Length: {length}\nTransfer-Encoding: {encoding}",
        "2\r\n{}\r\n0\r\n\r\n");

    private static Sending Method(Stage stage, string method, string path) => new(stage.Stranger, path)
    {
        Method = new HttpMethod(method),
        Check = reply =>
        {
            Assert.NotNull(reply.Header("Allow"));
            return Task.CompletedTask;
        },
    };
}
