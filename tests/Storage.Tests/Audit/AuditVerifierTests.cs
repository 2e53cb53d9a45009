using Npgsql;
using Siskop2mi.Storage.Audit;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Tests.Audit;

/// <summary>What somebody may do to the trail, and that it is seen, at the right row.</summary>
public sealed class AuditVerifierTests
{
    [Fact]
    public async Task An_untouched_trail_is_clean()
    {
        await using var audited = await AuditedStore.OpenAsync();
        await audited.Checkpoints.WriteAsync();
        await audited.WriteAsync(5);
        var report = await audited.VerifyAsync();
        Assert.Empty(report.Faults);
        Assert.True(report.IsClean);
        Assert.Equal((75L, 1L, 2L), (report.Rows, report.Checkpoints, report.Chains));
        Assert.Equal(await audited.Store.ScalarAsync<long>("select count(distinct tx) from event"), report.Links);
    }

    [Fact]
    public async Task An_empty_trail_is_clean()
    {
        await using var store = await Grains.PostgresStore.OpenAsync();
        Assert.True((await AuditVerifier.VerifyAsync(store.Database)).IsClean);
    }

    [Theory]
    [InlineData("data = '{\"count\":9999}'")]
    [InlineData("data = (data::text || ' ')::json")]
    [InlineData("actor = 'somebody-else'")]
    [InlineData("role = 'auditor'")]
    [InlineData("process = ''")]
    [InlineData("type = 'shelf-emptied'")]
    [InlineData("grain_key = 'another'")]
    [InlineData("grain_type = 'cupboard'")]
    [InlineData("version = version + 1")]
    [InlineData("ordinal = ordinal + 1")]
    [InlineData("at = at + interval '1 microsecond'")]
    [InlineData("hash = sha256('x')")]
    [InlineData("chain = chain + 100")]
    public async Task A_changed_column_is_found_at_its_row(string change)
    {
        await using var audited = await AuditedStore.OpenAsync();
        var id = await audited.MiddleAsync();
        await audited.TamperAsync($"update event set {change} where id = {id}");
        AssertOne(await audited.VerifyAsync(), AuditFaultKind.Changed, $"event {id}");
    }

    [Fact]
    public async Task A_changed_row_with_a_fitting_hash_is_found_at_its_row()
    {
        await using var audited = await AuditedStore.OpenAsync();
        var id = await audited.MiddleAsync();
        await using var row = audited.Store.Database.CreateCommand(
            $"select grain_type, grain_key, version, ordinal, type, role, process, at from event where id = {id}");
        await using var reader = await row.ExecuteReaderAsync();
        await reader.ReadAsync();
        var hash = EventHash.Of(
            reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt16(3), reader.GetString(4), "{\"count\":1}"u8,
            "forged", reader.GetString(5), reader.GetString(6), reader.GetDateTime(7));
        await audited.TamperAsync(
            $"update event set data = '{{\"count\":1}}', actor = 'forged', hash = '\\x{Convert.ToHexString(hash)}' where id = {id}");
        AssertOne(await audited.VerifyAsync(), AuditFaultKind.Changed, $"event {id}");
    }

    [Fact]
    public async Task A_deleted_row_is_found()
    {
        await using var audited = await AuditedStore.OpenAsync();
        var id = await audited.MiddleAsync();
        await audited.TamperAsync($"delete from event where id = {id}");
        AssertOne(await audited.VerifyAsync(), AuditFaultKind.Deleted, $"event {id}");
    }

    [Theory]
    [InlineData("pg_current_xact_id()")]
    [InlineData("(select tx from event where id = 3)")]
    [InlineData("'4'::xid8")]
    public async Task An_inserted_row_is_found(string transaction)
    {
        await using var audited = await AuditedStore.OpenAsync();
        await audited.TamperAsync(
            $"""
            insert into event (id, tx, grain_type, grain_key, version, ordinal, type, data, actor, role, process, at, chain, hash)
            overriding system value
            select 7777, {transaction}, grain_type, grain_key, version, ordinal, type, data, actor, role, process, at, chain, hash from event where id = 3
            """);
        AssertOne(await audited.VerifyAsync(), AuditFaultKind.Inserted, "event 7777");
    }

    [Fact]
    public async Task Two_swapped_rows_are_found()
    {
        await using var audited = await AuditedStore.OpenAsync();
        var id = await audited.MiddleAsync();
        await audited.TamperAsync(
            $"""
            update event e set grain_key = o.grain_key, version = o.version, ordinal = o.ordinal, data = o.data, hash = o.hash
            from event o where (e.id, o.id) in (({id}, {id + 1}), ({id + 1}, {id}))
            """);
        var report = await audited.VerifyAsync();
        Assert.Equal([$"event {id}", $"event {id + 1}"], report.Faults.Select(fault => fault.Where));
        Assert.All(report.Faults, fault => Assert.Equal(AuditFaultKind.Changed, fault.Kind));
    }

    [Fact]
    public async Task A_link_that_is_taken_out_with_its_events_is_found()
    {
        await using var audited = await AuditedStore.OpenAsync();
        await audited.TamperAsync(
            "delete from event where tx in (select tx from event_link where (chain, seq) = (1, 1)); delete from event_link where (chain, seq) = (1, 1)");
        var report = await audited.VerifyAsync();
        Assert.Contains(
            report.Faults, fault => fault is { Kind: AuditFaultKind.BrokenLink, Where: "link 1/2", Words: "link 1/1 should come here" });
    }

    [Fact]
    public async Task A_link_that_was_computed_anew_breaks_the_next_one()
    {
        await using var audited = await AuditedStore.OpenAsync();
        await audited.TamperAsync(
            "update event_link as l set hash = sha256(chain_genesis(c.chain, c.node, c.epoch) || int8send(l.tx::text::bigint) || ''), rows = '' from event_chain c where (l.chain, l.seq) = (1, 1) and c.chain = 1");
        var report = await audited.VerifyAsync();
        Assert.Contains(report.Faults, fault => fault is { Kind: AuditFaultKind.BrokenLink, Where: "link 1/2" });
        Assert.Contains(report.Faults, fault => fault.Kind == AuditFaultKind.Inserted);
    }

    [Fact]
    public async Task A_tail_cut_off_without_care_is_found_by_the_chain_itself()
    {
        await using var audited = await AuditedStore.OpenAsync();
        await audited.TamperAsync(
            """
            delete from event where tx = (select tx from event_link where chain = 1 order by seq desc limit 1);
            delete from event_link where chain = 1 and seq = (select max(seq) from event_link where chain = 1)
            """);
        AssertOne(await audited.VerifyAsync(), AuditFaultKind.BrokenChain, "chain 1");
    }

    [Fact]
    public async Task A_tail_cut_off_with_care_is_found_by_a_signed_checkpoint()
    {
        await using var audited = await AuditedStore.OpenAsync();
        await audited.Checkpoints.WriteAsync();
        var last = await audited.Store.ScalarAsync<long>("select max(seq) from event_link where chain = 1");
        await audited.TamperAsync(
            $"""
            delete from event where tx = (select tx from event_link where (chain, seq) = (1, {last}));
            delete from event_link where (chain, seq) = (1, {last});
            update event_chain c set seq = {last - 1}, head = coalesce(
                (select hash from event_link where (chain, seq) = (1, {last - 1})), chain_genesis(c.chain, c.node, c.epoch)) where chain = 1
            """);
        AssertOne(await audited.VerifyAsync(), AuditFaultKind.Truncated, $"link 1/{last}");
        Assert.True((await AuditVerifier.VerifyAsync(audited.Store.Database)).IsClean, "Only the checkpoint can tell.");
    }

    [Fact]
    public async Task A_whole_chain_taken_away_is_found_by_a_signed_checkpoint()
    {
        await using var audited = await AuditedStore.OpenAsync();
        await audited.Checkpoints.WriteAsync();
        await audited.TamperAsync("delete from event; delete from event_link; delete from event_chain");
        var report = await audited.VerifyAsync();
        Assert.NotEmpty(report.Faults);
        Assert.All(report.Faults, fault => Assert.Equal(AuditFaultKind.Truncated, fault.Kind));
    }

    [Fact]
    public async Task A_full_restamp_by_the_owner_of_the_database_is_found_by_a_signed_checkpoint()
    {
        await using var audited = await AuditedStore.OpenAsync();
        await audited.Checkpoints.WriteAsync();
        var id = await audited.Store.ScalarAsync<long>("select min(id) from event where chain = 1");
        await audited.TamperAsync($"update event set actor = 'forged' where id = {id}");
        await audited.RestampAsync();

        Assert.True((await AuditVerifier.VerifyAsync(audited.Store.Database)).IsClean, "Only the checkpoint can tell.");
        var last = await audited.Store.ScalarAsync<long>("select seq from event_chain where chain = 1");
        AssertOne(await audited.VerifyAsync(), AuditFaultKind.Restamped, $"link 1/{last}");
    }

    [Fact]
    public async Task A_restamp_that_changes_nothing_is_no_fault()
    {
        await using var audited = await AuditedStore.OpenAsync();
        await audited.Checkpoints.WriteAsync();
        await audited.RestampAsync();
        Assert.Empty((await audited.VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_checkpoint_signed_by_somebody_else_counts_for_nothing()
    {
        await using var audited = await AuditedStore.OpenAsync();
        await audited.Checkpoints.WriteAsync();
        AssertOne(await audited.VerifyAsync(KeyRing.CreateNew().CheckpointKey), AuditFaultKind.BadCheckpoint, "checkpoint line 1");
    }

    [Fact]
    public async Task Without_its_checkpoint_file_a_verification_that_asks_for_it_fails()
    {
        await using var audited = await AuditedStore.OpenAsync();
        var report = await AuditVerifier.VerifyAsync(audited.Store.Database, audited.CheckpointFile, audited.Store.Keys.CheckpointKey);
        AssertOne(report, AuditFaultKind.BadCheckpoint, "checkpoint file");
    }

    [Theory]
    [InlineData("update event set actor = ''")]
    [InlineData("delete from event")]
    [InlineData("truncate event")]
    [InlineData("update event_link set rows = ''")]
    [InlineData("delete from event_link")]
    [InlineData("truncate event_link")]
    [InlineData("delete from event_chain")]
    [InlineData("truncate event_chain")]
    [InlineData("update event_chain set seq = seq - 1")]
    [InlineData("update event_chain set seq = seq + 1, node = 'x'")]
    public async Task The_tables_only_grow(string change)
    {
        await using var audited = await AuditedStore.OpenAsync();
        Assert.Equal("SK002", (await Assert.ThrowsAsync<PostgresException>(() => audited.Store.ExecuteAsync(change))).SqlState);
    }

    private static void AssertOne(AuditReport report, AuditFaultKind kind, string where)
    {
        var fault = Assert.Single(report.Faults);
        Assert.Equal((kind, where), (fault.Kind, fault.Where));
        Assert.False(report.IsClean);
    }
}
