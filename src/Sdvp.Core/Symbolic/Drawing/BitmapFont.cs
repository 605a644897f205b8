namespace Sdvp.Core.Symbolic.Drawing;

/// <summary>
/// A small fixed-width font for the printable characters of ASCII, drawn at twice its size: cells of 12 × 20 pixels. Other characters show as a
/// frame. It needs no file, so that the same pixels come out everywhere.
/// </summary>
internal static class BitmapFont
{
    private const int Scale = 2;
    private const int Columns = 5;
    private const int Rows = 8;
    private const int CellWidth = (Columns + 1) * Scale;
    private const int CellHeight = (Rows + 2) * Scale;
    private const char First = ' ';

    // Eight rows a character from the top, the last below the base line; five columns a row, as a digit of base 32 with the leftmost column highest.
    private const string Glyphs =
        "00000000" + "44444040" + "aa000000" + "0avava00" + "4fke5u40" + "0pq4bj00" + "ciiclid0" + "44000000" + "24888420" + "84222480" + "04lel400" + "044v4400" +
        "00000c48" + "000v0000" + "00000cc0" + "122488g0" + "ehjlphe0" + "4c4444e0" + "eh1248v0" + "v2421he0" + "26aiv220" + "vgu11he0" + "68guhhe0" + "v1248880" +
        "ehhehhe0" + "ehhf12c0" + "0cc0cc00" + "0cc0c480" + "248g8420" + "00v0v000" + "g84248g0" + "eh124040" + "eh1dlle0" + "ehhhvhh0" + "uhhuhhu0" + "ehggghe0" +
        "sihhhis0" + "vgguggv0" + "vgguggg0" + "ehgnhhf0" + "hhhvhhh0" + "e44444e0" + "72222ic0" + "hikokih0" + "ggggggv0" + "hrllhhh0" + "hhpljhh0" + "ehhhhhe0" +
        "uhhuggg0" + "ehhhlid0" + "uhhukih0" + "fgge11u0" + "v4444440" + "hhhhhhe0" + "hhhhha40" + "hhhllla0" + "hha4ahh0" + "hhha4440" + "v1248gv0" + "e88888e0" +
        "g8842210" + "e22222e0" + "4ah00000" + "0000000v" + "84200000" + "00e1fhf0" + "ggmphhu0" + "00egghe0" + "11djhhf0" + "00ehvge0" + "698s8880" + "00fhhf1e" +
        "ggmphhh0" + "40c444e0" + "206222ic" + "ggikoki0" + "c44444e0" + "00qllhh0" + "00mphhh0" + "00ehhhe0" + "00uhhugg" + "00fhhf11" + "00mpggg0" + "00fge1u0" +
        "88s88960" + "00hhhjd0" + "00hhha40" + "00hhlla0" + "00ha4ah0" + "00hhhf1e" + "00v248v0" + "24484420" + "44444440" + "84424480" + "0009m000";

    private const string Unknown = "vhhhhhv0";

    /// <summary>The size of a text in pixels.</summary>
    public static (int Width, int Height) Measure(string text) => (checked(text.Length * CellWidth), CellHeight);

    /// <summary>Draws a text with its upper left corner at a place.</summary>
    public static void Draw(PixelCanvas canvas, string text, long x, long y, PixelColor color)
    {
        for (var i = 0; i < text.Length && x + ((long)i * CellWidth) < canvas.Width; i++)
        {
            DrawCharacter(canvas, text[i], x + ((long)i * CellWidth) + (Scale / 2), y + Scale, color);
        }
    }

    private static void DrawCharacter(PixelCanvas canvas, char character, long x, long y, PixelColor color)
    {
        var index = (character - First) * Rows;
        var glyph = index >= 0 && index < Glyphs.Length ? Glyphs.AsSpan(index, Rows) : Unknown;
        for (var row = 0; row < Rows; row++)
        {
            var digit = glyph[row];
            var bits = digit <= '9' ? digit - '0' : digit - 'a' + 10;
            for (var column = 0; column < Columns; column++)
            {
                if ((bits >> (Columns - 1 - column) & 1) != 0)
                {
                    var (left, top) = (x + (column * Scale), y + (row * Scale));
                    canvas.FillRectangle(left, top, left + Scale - 1, top + Scale - 1, color);
                }
            }
        }
    }
}
