namespace Sdvp.Modules.Torch;

/// <summary>What a student's network gave for a batch. The tensors belong to the dispose scope they were made in.</summary>
public abstract record StudentOutput
{
    private protected StudentOutput()
    {
    }
}
