namespace Sdvp.Samples.Study.Report;

/// <summary>How the numbers are made, in words.</summary>
internal static class StudyMethod
{
    public static readonly string[] Paragraphs =
    [
        "Every method is trained and measured under several seeds; a seed has data, students and training of its own. Accuracies are means over seeds, which count alike.",
        "Intervals hold 95 % of 2,000 resamples of a two-level bootstrap: seeds are drawn with replacement, and inside each seed its test examples. Changes are paired: "
        + "the difference is taken example by example within framework and seed, then resampled. The resampling has a fixed seed; the same results give the same report. "
        + "With five seeds the upper level is coarse: it understates what differs between seeds by about a tenth, and the lower level adds what examples vary a second time.",
        "p values are one-sided: the share of resamples that do not exceed the bound, (1 + number) / (1 + resamples), thus never below 0.0005. Where something is to be kept, "
        + "the bound is a loss of 1 point (non-inferiority): p < 0.05 says that the loss is smaller than that. "
        + "McNemar's tests pool the examples of all seeds, take them as independent, and are two-sided.",
        "The share of the teacher's advantage is a ratio of means over seeds. Only the numbers of right steps are kept, not which ones: inside a seed the three shares are "
        + "redrawn from binomial distributions, independently of each other, which makes the interval rather too wide.",
        "'Teacher alone' answers the task's question about the whole image, without a program. 'Teacher direct' puts the teacher in the place of the module: of A for task A, "
        + "of B in all other columns. A after B is measured when both tasks are learned; general and the unseen families are, too.",
    ];
}
