using System.Reflection;
using System.Reflection.Emit;
using Siskop2mi.GrainHost.Calls;
using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.GrainHost.References;

/// <summary>Makes the class of the calls of one grain method: a field an argument, and how to run it on the grain.</summary>
internal static class CallEmitter
{
    private const MethodAttributes Override = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    public static (Type Call, ConstructorInfo Constructor, List<(FieldInfo Field, int Position)> Fields) Make(
        ModuleBuilder module, string name, MethodInfo method, Type? answer)
    {
        var parent = answer is null ? typeof(PlainCall) : typeof(AnsweringCall<>).MakeGenericType(answer);
        var type = module.DefineType(name, TypeAttributes.Class | TypeAttributes.Sealed, parent);
        var constructor = type.DefineDefaultConstructor(MethodAttributes.Public);
        var fields = new List<(FieldBuilder Field, int Position)>();
        foreach (var parameter in method.GetParameters().Where(parameter => parameter.ParameterType != typeof(CancellationToken)))
        {
            fields.Add((type.DefineField($"argument{parameter.Position}", parameter.ParameterType, FieldAttributes.Public),
                parameter.Position));
        }

        AddInvoke(type, method, fields);
        AddCopy(type, fields);
        var made = type.CreateType();
        return (made, made.GetConstructor(Type.EmptyTypes)!, [.. fields.Select(item => (made.GetField(item.Field.Name)!, item.Position))]);
    }

    private static void AddInvoke(TypeBuilder type, MethodInfo method, List<(FieldBuilder Field, int Position)> fields)
    {
        var il = type.DefineMethod(nameof(Call.Invoke), Override, typeof(Task), [typeof(object)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var (field, _) in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
        }

        if (fields.Count < method.GetParameters().Length)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Call, typeof(Call).GetProperty(nameof(Call.CalleeToken))!.GetMethod!);
        }

        il.Emit(OpCodes.Callvirt, method);
        il.Emit(OpCodes.Ret);
    }

    private static void AddCopy(TypeBuilder type, List<(FieldBuilder Field, int Position)> fields)
    {
        var il = type.DefineMethod(nameof(Call.CopyArguments), Override, typeof(void), [typeof(ICallCopier)]).GetILGenerator();
        foreach (var (field, _) in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
            il.Emit(OpCodes.Callvirt, typeof(ICallCopier).GetMethod(nameof(ICallCopier.Copy))!.MakeGenericMethod(field.FieldType));
            il.Emit(OpCodes.Stfld, field);
        }

        il.Emit(OpCodes.Ret);
    }
}
