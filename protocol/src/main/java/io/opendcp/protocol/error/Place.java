package io.opendcp.protocol.error;

/**
 * Where in a statement an error is, as servers write it in front of the error's text: a line, and for syntax errors the
 * word. Source: {@code docs/dm-errors.md}.
 *
 * @param line from 1
 * @param column how many characters stand before the word in its line
 * @param word empty if only the line is told
 */
public record Place(int line, int column, String word) {
    /** The word at {@code offset} of {@code text}. */
    public static Place ofWord(String text, int offset, String word) {
        int lineStart = offset == 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
        return new Place(line(text, offset), text.codePointCount(lineStart, offset), word);
    }

    /** The line that {@code offset} of {@code text} is in. */
    public static Place ofLine(String text, int offset) {
        return new Place(line(text, offset), 0, "");
    }

    private static int line(String text, int offset) {
        return 1 + (int) text.chars().limit(offset).filter(c -> c == '\n').count();
    }

    /** What is written before the error's text, its line break included. */
    String introduction(Language language) {
        boolean chinese = language == Language.CHINESE;
        if (word.isEmpty()) {
            return (chinese ? "第 %d 行附近出现错误:\n" : "Error in line: %d\n").formatted(line);
        }
        return (chinese ? "第 %d 行, 第 %d 列[%s]附近出现错误: \n" : "line %d, column %d, nearby [%s] has error: \n")
                .formatted(line, column, word);
    }
}
