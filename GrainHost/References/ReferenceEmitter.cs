using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.GrainHost.References;

/// <summary>
/// Makes, once a process and grain interface, the class of its references and one class a method that carries the arguments
/// of a call. Emitted, so that a call costs no reflection, no boxing and no array of arguments.
/// </summary>
internal static class ReferenceEmitter
{
    private const MethodAttributes Override = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    private static readonly ConcurrentDictionary<Type, Lazy<ReferenceType>> Made = new();
    private static readonly ModuleBuilder Module = AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName("Siskop2mi.GrainHost.References"), AssemblyBuilderAccess.Run).DefineDynamicModule(
            "References");

    // TypeBuilder is not safe for several threads at once.
    private static readonly Lock Gate = new();

    public static ReferenceType For(Type grainInterface) =>
        Made.GetOrAdd(grainInterface, static type => new Lazy<ReferenceType>(() => Make(type))).Value;

    private static ReferenceType Make(Type grainInterface)
    {
        if (!grainInterface.IsVisible) throw new InvalidOperationException($"Grain interface {grainInterface} must be public.");
        var methods = grainInterface.GetInterfaces().Prepend(grainInterface).SelectMany(type => type.GetMethods()).ToArray();
        foreach (var method in methods) Check(grainInterface, method);

        lock (Gate)
        {
            var type = Module.DefineType(
                $"{grainInterface.FullName}.Reference", TypeAttributes.Class | TypeAttributes.Sealed, typeof(GrainReference),
                    [grainInterface]);
            Type[] parameters = [typeof(GrainHostRuntime), typeof(GrainAddress)];
            PassOn(type, typeof(GrainReference), parameters);
            for (var index = 0; index < methods.Length; index++) AddMethod(type, grainInterface, methods[index], index);
            return new ReferenceType(methods, Factory(type.CreateType(), parameters));
        }
    }

    private static void Check(Type grainInterface, MethodInfo method)
    {
        var name = $"{grainInterface}.{method.Name}";
        if (method.IsGenericMethod || method.IsSpecialName) throw new InvalidOperationException($"{name}: a grain has plain methods only.");
        if (method.ReturnType != typeof(Task) && AnswerOf(method) is null)
        {
            throw new InvalidOperationException($"{name} must return Task or Task<T>.");
        }

        foreach (var parameter in method.GetParameters())
        {
            if (parameter.ParameterType.IsByRef) throw new InvalidOperationException($"{name}: {parameter.Name} is passed by reference.");
            if (parameter.ParameterType == typeof(CancellationToken) && parameter.Position != method.GetParameters().Length - 1)
            {
                throw new InvalidOperationException($"{name}: a CancellationToken must be the last parameter.");
            }
        }
    }

    private static Type? AnswerOf(MethodInfo method) =>
        method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Task<>)
            ? method.ReturnType.GetGenericArguments()[0]
            : null;

    private static void AddMethod(TypeBuilder type, Type grainInterface, MethodInfo method, int index)
    {
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var (call, constructor, fields) = CallEmitter.Make(
            Module, $"{grainInterface.FullName}.{method.Name}.{index}", method, AnswerOf(method));
        var body = type.DefineMethod(
            method.Name, Override | MethodAttributes.Final | MethodAttributes.NewSlot, method.ReturnType, parameters);
        var il = body.GetILGenerator();
        var made = il.DeclareLocal(call);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Stloc, made);
        foreach (var (field, position) in fields)
        {
            il.Emit(OpCodes.Ldloc, made);
            il.Emit(OpCodes.Ldarg, position + 1);
            il.Emit(OpCodes.Stfld, field);
        }

        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldloc, made);
        il.Emit(OpCodes.Ldc_I4, index);
        LoadToken(il, parameters);
        il.Emit(OpCodes.Call, Sender(AnswerOf(method)));
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(body, method);
    }

    private static MethodInfo Sender(Type? answer) => answer is null
        ? typeof(GrainReference).GetMethod(nameof(GrainReference.Send))!
        : typeof(GrainReference).GetMethod(nameof(GrainReference.SendFor))!.MakeGenericMethod(answer);

    private static void LoadToken(ILGenerator il, Type[] parameters)
    {
        if (parameters is [.., var last] && last == typeof(CancellationToken))
        {
            il.Emit(OpCodes.Ldarg, parameters.Length);
            return;
        }

        var none = il.DeclareLocal(typeof(CancellationToken));
        il.Emit(OpCodes.Ldloca, none);
        il.Emit(OpCodes.Initobj, typeof(CancellationToken));
        il.Emit(OpCodes.Ldloc, none);
    }

    private static void PassOn(TypeBuilder type, Type parent, Type[] parameters)
    {
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parameters).GetILGenerator();
        for (var position = 0; position <= parameters.Length; position++) il.Emit(OpCodes.Ldarg, position);
        il.Emit(OpCodes.Call, parent.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, parameters)!);
        il.Emit(OpCodes.Ret);
    }

    private static Func<GrainHostRuntime, GrainAddress, GrainReference> Factory(Type made, Type[] parameters)
    {
        var arguments = parameters.Select(Expression.Parameter).ToArray();
        return Expression.Lambda<Func<GrainHostRuntime, GrainAddress, GrainReference>>(
            Expression.New(made.GetConstructor(parameters)!, arguments.Cast<Expression>()), arguments).Compile();
    }
}
