using System.Diagnostics;
using Sdvp.Modules.Torch;
using Sdvp.Samples.Pretrain;

// Makes the checkpoints that the samples load: `students` (VQA and LOC, on the general domain) and `teachers` (one for each task, on the task's
// domain). What is complete is left alone, what was interrupted goes on; delete a folder to make its network anew.
if (args.Length is 0 or > 2 || args[0] is not ("students" or "teachers"))
{
    Console.Error.WriteLine("Usage: Pretrain students|teachers [FOLDER]   (default folder: samples/Scenes/checkpoints)");
    return 2;
}

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    cancellation.Cancel();
};

var clock = Stopwatch.StartNew();
var networks = new Networks(args.Length == 2 ? args[1] : Path.Combine("samples", "Scenes", "checkpoints"), new DeviceGate(TorchDevices.Parse("cpu")), cancellation.Token);
if (args[0] == "students")
{
    networks.TrainVqa();
    networks.TrainLoc();
}
else
{
    networks.TrainTeacherA();
    networks.TrainTeacherB();
}

Console.WriteLine($"done in {clock.Elapsed:hh\\:mm\\:ss}");
return 0;
