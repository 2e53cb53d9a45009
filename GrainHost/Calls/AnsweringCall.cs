namespace Siskop2mi.GrainHost.Calls;

/// <summary>A call of a method that returns <see cref="Task{T}"/>.</summary>
internal abstract class AnsweringCall<T> : Call
{
    private TaskCompletionSource<T> answer = null!;

    public Task<T> Answered => answer.Task;

    protected override void Open(TaskCreationOptions options) => answer = new(options);

    protected override void Deliver(Task task)
    {
        if (Host.Copier is { } copier && task.IsCompletedSuccessfully) answer.TrySetResult(copier.Copy(((Task<T>)task).Result));
        else if (task is Task<T> typed) answer.TrySetFromTask(typed);
        else DeliverFailure(task.Exception?.InnerException ?? new OperationCanceledException());
    }

    protected override void DeliverFailure(Exception exception)
    {
        if (exception is OperationCanceledException cancelled) answer.TrySetCanceled(cancelled.CancellationToken);
        else answer.TrySetException(exception);
    }
}

/// <summary>A call of a method that returns <see cref="Task"/>.</summary>
internal abstract class PlainCall : Call
{
    private TaskCompletionSource answer = null!;

    public Task Answered => answer.Task;

    protected override void Open(TaskCreationOptions options) => answer = new(options);

    protected override void Deliver(Task task) => answer.TrySetFromTask(task);

    protected override void DeliverFailure(Exception exception)
    {
        if (exception is OperationCanceledException cancelled) answer.TrySetCanceled(cancelled.CancellationToken);
        else answer.TrySetException(exception);
    }
}
