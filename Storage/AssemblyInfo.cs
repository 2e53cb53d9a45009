using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Siskop2mi.Storage.Tests")]
[assembly: InternalsVisibleTo("Siskop2mi.Bench")]
