package workbook.checker.wire;

import workbook.checker.http.Bytes;

/** Pieces of a line for a POSIX shell. */
public final class ShellLine {
    private ShellLine() {}

    /** A command that writes these bytes to standard output. */
    public static String printing(Bytes bytes) {
        return "printf '" + ShellWord.octal(bytes) + "'";
    }
}
