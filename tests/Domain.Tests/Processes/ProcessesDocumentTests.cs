namespace Siskop2mi.Domain.Tests.Processes;

public sealed class ProcessesDocumentTests
{
    [Fact]
    public void The_document_says_what_the_rules_do()
    {
        var written = File.ReadAllText(ProcessesDocument.Path);
        var made = ProcessesDocument.With(written, "commands", ProcessesDocument.Commands);
        made = ProcessesDocument.With(made, "applications", ProcessesDocument.Applications);
        made = ProcessesDocument.With(made, "places", ProcessesDocument.Places);
        made = ProcessesDocument.With(made, "accounts", ProcessesDocument.Accounts);
        made = ProcessesDocument.With(made, "documents", ProcessesDocument.Documents);
        if (ProcessesDocument.Rewrites) File.WriteAllText(ProcessesDocument.Path, made);
        else Assert.True(made == written, $"docs/processes.md is out of date; {ProcessesDocument.RewriteVariable}=1 rewrites it.\n{made}");
    }

    [Fact]
    public void Every_command_of_the_rules_is_in_the_catalogue()
    {
        var commands = typeof(Entity).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Rule", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters().Where(parameter => parameter.Name == "command"))
            .Select(parameter => parameter.ParameterType.Name)
            .Distinct();
        Assert.Equal(
            commands.Order(StringComparer.Ordinal), CommandCatalogue.Rows.Where(row => row.Command is not null)
                .Select(row => row.Command!.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_event_has_a_command_that_emits_it() => Assert.Equal(
        EventTypes.All.Keys.Order(StringComparer.Ordinal),
        CommandCatalogue.Rows.SelectMany(row => row.Events).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_command_emits_something() => Assert.All(CommandCatalogue.Rows, row => Assert.NotEmpty(row.Events));
}
