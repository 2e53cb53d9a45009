using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Placements;

/// <summary>
/// Issue and change of a permit (domain reference 5.7). The quota never falls below what is in use.
/// </summary>
public static class PermitRule
{
    public static Decision<PermitState> Issue(PermitState state, IssuePermit command)
    {
        if (state.Status is not PermitStatus.NotStarted)
            return IsSame(state, command) ? Decision.Repeat(state) : Decision.Refuse(state, PermitRefusals.AlreadyIssued);
        if (command.Quota < 1) return Decision.Refuse(state, PermitRefusals.QuotaWrong);
        if (command.ValidUntil < command.ValidFrom) return Decision.Refuse(state, PermitRefusals.DatesWrong);
        var next = state with
        {
            Status = PermitStatus.Active,
            CompanyId = command.CompanyId,
            Country = command.Country,
            Quota = command.Quota,
            ValidFrom = command.ValidFrom,
            ValidUntil = command.ValidUntil,
        };
        return Decision.Accept(
            next, new PermitIssued(command.CompanyId, command.Country, command.Quota, command.ValidFrom, command.ValidUntil));
    }

    public static Decision<PermitState> ChangeQuota(PermitState state, ChangeQuota command)
    {
        if (state.Status is PermitStatus.NotStarted) return Decision.Refuse(state, PermitRefusals.NotFound);
        if (state.UsedKeys.Contains(command.Key)) return Decision.Repeat(state);
        if (state.Status is PermitStatus.Revoked) return Decision.Refuse(state, PermitRefusals.Revoked);
        if (state.Quota + command.Quantity < Math.Max(1, state.InUse)) return Decision.Refuse(state, PermitRefusals.QuotaInUse);
        if (command.ValidUntil < state.ValidFrom) return Decision.Refuse(state, PermitRefusals.DatesWrong);
        var next = state with
        {
            Quota = state.Quota + command.Quantity,
            ValidUntil = command.ValidUntil ?? state.ValidUntil,
            UsedKeys = state.UsedKeys.Add(command.Key),
        };
        return Decision.Accept(next, new QuotaChanged(command.Key, command.Quantity, command.ValidUntil, command.Reason));
    }

    public static Decision<PermitState> ChangeStatus(PermitState state, ChangePermitStatus command)
    {
        if (state.Status is PermitStatus.NotStarted) return Decision.Refuse(state, PermitRefusals.NotFound);
        if (state.Status == command.Status) return Decision.Repeat(state);
        if (command.Status is PermitStatus.NotStarted) return Decision.Refuse(state, PermitRefusals.StatusWrong);
        if (state.Status is PermitStatus.Revoked) return Decision.Refuse(state, PermitRefusals.Revoked);
        return Decision.Accept(
            state with { Status = command.Status }, new PermitStatusChanged(command.Status, command.Reason));
    }

    private static bool IsSame(PermitState state, IssuePermit command) =>
        (state.CompanyId, state.Country, state.ValidFrom) == (command.CompanyId, command.Country, (DateOnly?)command.ValidFrom);
}
