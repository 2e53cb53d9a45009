using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Siskop2mi.GrainHost.Activations;

namespace Siskop2mi.GrainHost.Kinds;

/// <summary>Compiles the constructor of a grain class: services, the grain's context, and its persistent states.</summary>
internal static class ConstructorPlan
{
    private static readonly MethodInfo Required = typeof(ServiceProviderServiceExtensions).GetMethod(
        nameof(ServiceProviderServiceExtensions.GetRequiredService), 1, [typeof(IServiceProvider)])!;

    private static readonly MethodInfo RequiredKeyed = typeof(ServiceProviderKeyedServiceExtensions).GetMethod(
        nameof(ServiceProviderKeyedServiceExtensions.GetRequiredKeyedService), 1, [typeof(IServiceProvider), typeof(object)])!;

    public static Func<Activation, IServiceProvider, Grain> For(Type grainClass)
    {
        if (grainClass.GetConstructors() is not [var constructor])
        {
            throw new InvalidOperationException($"Grain class {grainClass} must have exactly one public constructor.");
        }

        var activation = Expression.Parameter(typeof(Activation));
        var services = Expression.Parameter(typeof(IServiceProvider));
        var arguments = constructor.GetParameters().Select(parameter => Argument(parameter, activation, services));
        return Expression.Lambda<Func<Activation, IServiceProvider, Grain>>(Expression.New(constructor, arguments), activation, services)
            .Compile();
    }

    private static Expression Argument(ParameterInfo parameter, ParameterExpression activation, ParameterExpression services)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state) return StateOf(parameter, state, activation);
        if (parameter.ParameterType == typeof(IGrainContext)) return activation;
        return parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? Expression.Call(
                RequiredKeyed.MakeGenericMethod(parameter.ParameterType), services, Expression.Constant(keyed.Key, typeof(object)))
            : Expression.Call(Required.MakeGenericMethod(parameter.ParameterType), services);
    }

    private static MethodCallExpression StateOf(ParameterInfo parameter, PersistentStateAttribute attribute, ParameterExpression activation)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new InvalidOperationException(
                $"Parameter {parameter.Name} of {parameter.Member.DeclaringType} has [PersistentState] "
                + $"but is not an {nameof(IPersistentState<>)}.");
        }

        return Expression.Call(activation, nameof(Activation.AddState), [type.GetGenericArguments()[0]],
            Expression.Constant(attribute.StateName), Expression.Constant(attribute.StorageName, typeof(string)));
    }
}
