namespace Sdvp.Core.Programs.Viper.Compilation;

/// <summary>What an instruction does. A and B are its operands; values are taken from the frame's stack and put there.</summary>
internal enum OpCode
{
    /// <summary>Puts constant A.</summary>
    Constant,

    /// <summary>Puts local A, which is a variable of the program.</summary>
    LoadLocal,
    StoreLocal,
    DeleteLocal,

    /// <summary>Puts local A, which the compiler made.</summary>
    LoadHidden,
    StoreHidden,
    LoadCell,
    StoreCell,
    DeleteCell,
    LoadGlobal,
    StoreGlobal,
    DeleteGlobal,
    Pop,
    Duplicate,

    /// <summary>Duplicates the two topmost values.</summary>
    DuplicateTwo,

    /// <summary>Puts the topmost value below the next one.</summary>
    RotateTwo,

    /// <summary>Puts the topmost value below the next two.</summary>
    RotateThree,
    Unary,
    Binary,
    InPlace,
    Compare,
    Jump,
    JumpIfFalse,
    JumpIfTrue,
    JumpIfFalseOrPop,
    JumpIfTrueOrPop,
    BuildList,
    BuildTuple,
    /// <summary>Builds a set of A values; by way of another set where B is 1, as CPython does for constants, which shows in the order.</summary>
    BuildSet,
    BuildDict,
    BuildText,
    BuildSlice,

    /// <summary>Appends the topmost value to the list below it.</summary>
    Append,

    /// <summary>Appends all items of the topmost value to the list below it.</summary>
    Extend,

    /// <summary>Merges the topmost value into the dict below it; A is 1 where doubled keys are an error.</summary>
    Merge,
    ListToTuple,
    ListToSet,

    /// <summary>Adds the topmost value to the container in hidden local A: kind B.</summary>
    Collect,
    LoadAttribute,
    StoreAttribute,
    DeleteAttribute,
    LoadItem,
    StoreItem,
    DeleteItem,

    /// <summary>Puts an iterator over the topmost value into hidden local A.</summary>
    Iterate,

    /// <summary>Puts the next value of the iterator in hidden local A, or jumps to B at its end.</summary>
    Next,
    Unpack,

    /// <summary>Unpacks into A values, a list and B values.</summary>
    UnpackStarred,

    /// <summary>Calls with the shape A.</summary>
    Call,

    /// <summary>Calls method B of a value with the shape A.</summary>
    CallMethod,

    /// <summary>Calls with a list of arguments and, where B is 1, a dict of named ones.</summary>
    CallUnpacked,

    /// <summary>Makes a function of code A.</summary>
    MakeFunction,
    Return,
    Yield,

    /// <summary>Formats the topmost value: A is the conversion, B is 1 where a specification lies on top.</summary>
    Format,

    /// <summary>Raises; A values are taken: none, an exception, or an exception and its cause.</summary>
    Raise,

    /// <summary>Raises the exception in hidden local A again.</summary>
    Reraise,

    /// <summary>Failures from here on go to B; what happened is kept in hidden local A.</summary>
    EnterExcept,

    /// <summary>Every way out from here on leads through B; where it led is kept in hidden local A.</summary>
    EnterFinally,
    LeaveBlock,

    /// <summary>Goes on where the way led before hidden local A's block.</summary>
    EndFinally,

    /// <summary>Puts whether the exception in hidden local A is of the type on top.</summary>
    Matches,

    /// <summary>Jumps to A out of all blocks but B.</summary>
    JumpOut,
    Import,
    ImportFrom,
}
