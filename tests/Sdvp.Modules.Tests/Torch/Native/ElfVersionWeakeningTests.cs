using CsCheck;
using Sdvp.Modules.Torch.Native;

namespace Sdvp.Modules.Tests.Torch.Native;

public sealed class ElfVersionWeakeningTests
{
    private static readonly byte[] s_image = ElfSample.Build(ElfVersionWeakening.Version, ElfVersionWeakening.Symbol);

    [Fact]
    public void Apply_LibraryThatAsks_ChangesOnlyTheFlagAndTheBinding()
    {
        var weakened = s_image.ToArray();

        var changed = ElfVersionWeakening.Apply(weakened);

        Assert.Equal(2, changed);
        Assert.Equal([ElfSample.SymbolInfo, ElfSample.VersionFlags], Enumerable.Range(0, s_image.Length).Where(index => s_image[index] != weakened[index]));
        Assert.Equal(2, weakened[ElfSample.VersionFlags]);
        Assert.Equal(0x22, weakened[ElfSample.SymbolInfo]);
    }

    [Fact]
    public void Apply_Twice_ChangesNothingMore()
    {
        var weakened = s_image.ToArray();
        ElfVersionWeakening.Apply(weakened);
        var once = weakened.ToArray();

        Assert.Equal(0, ElfVersionWeakening.Apply(weakened));
        Assert.Equal(once, weakened);
    }

    [Fact]
    public void Apply_LibraryOfAnotherVersion_ChangesNothing()
    {
        var other = ElfSample.Build("GLIBCXX_3.4.30", ElfVersionWeakening.Symbol);
        var before = other.ToArray();

        Assert.Equal(0, ElfVersionWeakening.Apply(other));
        Assert.Equal(before, other);
    }

    [Fact]
    public void Apply_VersionUsedByAnotherSymbol_IsRefusedUnchanged()
    {
        var other = ElfSample.Build(ElfVersionWeakening.Version, "_ZNSt6vector");
        var before = other.ToArray();

        var exception = Assert.Throws<BadImageFormatException>(() => ElfVersionWeakening.Apply(other));

        Assert.Contains("_ZNSt6vector", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, other);
    }

    [Fact]
    public void Apply_NoElf_IsRefused()
    {
        Assert.Throws<BadImageFormatException>(() => ElfVersionWeakening.Apply([]));
        Assert.Throws<BadImageFormatException>(() => ElfVersionWeakening.Apply("MZ is another system's format; this text is as long as an ELF header is, or longer."u8.ToArray()));
    }

    [Fact]
    public void Apply_DamagedLibrary_WorksOrIsRefused() =>
        Gen.Select(Gen.Int[16, s_image.Length - 1], Gen.Byte, Gen.Int[64, s_image.Length]).Sample((place, value, length) =>
        {
            var damaged = s_image.ToArray();
            damaged[place] = value;
            var exception = Record.Exception(() => ElfVersionWeakening.Apply(damaged[..length]));
            Assert.True(exception is null or BadImageFormatException, exception?.ToString());
        });

    [Fact]
    public void Apply_TorchSharpsLibrary_AsksForTheVersionNoMore()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "TorchSharp's library is an ELF file on Linux only.");
        var original = File.ReadAllBytes(NativeFiles.OfApplication().Find("libLibTorchSharp.so")!);
        var weakened = original.ToArray();

        var changed = ElfVersionWeakening.Apply(weakened);

        Assert.Equal(2, changed);
        Assert.Equal(changed, original.Zip(weakened).Count(pair => pair.First != pair.Second));
        Assert.Equal(0, ElfVersionWeakening.Apply(weakened));
    }
}
