package io.opendcp.proxy.disql.table;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes: a Chinese character takes two. */
public final class TextWidth {
    private TextWidth() {}

    public static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    private static int of(int character) {
        return Math.max(0, WCWidth.wcwidth(character));
    }

    /** The text with blanks behind it up to {@code width} columns. */
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** The text in pieces of at most {@code width} columns, one at least; line ends in it end pieces too. */
    static List<String> pieces(String text, int width) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int taken = 0;
        for (int c : text.replace("\r\n", "\n").codePoints().toArray()) {
            if (c == '\n' || taken + of(c) > width && taken > 0) {
                pieces.add(piece.toString());
                piece.setLength(0);
                taken = 0;
            }
            if (c != '\n') {
                piece.appendCodePoint(c);
                taken += of(c);
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }
}
