namespace Sdvp.Samples.Study.World;

/// <summary>Lets one process at a time work in a folder; the others wait. A process that ends in whatever way lets go.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static async Task<FolderLock> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        while (true)
        {
            try
            {
                return new FolderLock(new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException error) when (error is not DirectoryNotFoundException)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
