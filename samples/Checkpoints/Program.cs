using Sdvp.Samples.Checkpoints;

// Anything that a checkpoint on the Hugging Face hub can do, from the command line: dotnet run -- inspect FOLDER
using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    cancellation.Cancel();
};

return await CheckpointTool.RunAsync(args, Console.Out, Console.Error, cancellation.Token);
