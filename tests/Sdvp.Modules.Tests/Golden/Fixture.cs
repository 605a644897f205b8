namespace Sdvp.Modules.Tests.Golden;

/// <summary>
/// The checkpoints that lie beside the tests, whatever <c>SDVP_GOLDENS</c> names: for tests of what modules do, which need checkpoints whose words they know.
/// </summary>
internal static class Fixture
{
    public static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "Goldens", name);
}
