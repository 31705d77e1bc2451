package io.opendcp.proxy.disql.text;

import io.opendcp.protocol.sql.SqlScanner;
import io.opendcp.protocol.sql.SqlText;
import io.opendcp.protocol.sql.TokenKind;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts lines together until something can be done. A statement ends with a semicolon that is in no quotation or comment; a
 * program, which has semicolons inside, with a line {@code /}. Commands of the console are lines of their own, known by
 * their first word where a statement would begin.
 *
 * <p>Takes time linear in the length of what is typed: a text is looked at again only when a line could end it.
 */
public final class StatementReader {
    private final Lines lines;
    private final Predicate<String> isCommand;
    private final IntFunction<String> prompts;

    private final StringBuilder text = new StringBuilder();
    private int line = 1;
    private boolean begun;
    private boolean program;
    private @Nullable String rest;

    /**
     * @param isCommand whether a line, stripped, is a command
     * @param prompts what to show before the n-th line of a statement, from 1
     */
    public StatementReader(Lines lines, Predicate<String> isCommand, IntFunction<String> prompts) {
        this.lines = lines;
        this.isCommand = isCommand;
        this.prompts = prompts;
    }

    /** The next thing to do; {@link Entry.End} again and again once the input has ended. */
    public Entry next() {
        while (true) {
            String read;
            try {
                read = nextLine();
            } catch (Lines.Discarded e) {
                clear();
                continue;
            }
            Entry entry = read == null ? end() : take(read);
            if (entry != null) {
                return entry;
            }
        }
    }

    private @Nullable String nextLine() {
        String left = rest;
        rest = null;
        return left != null ? left : lines.read(prompts.apply(line));
    }

    private Entry end() {
        Entry entry = begun ? new Entry.Unfinished(text.toString()) : new Entry.End();
        clear();
        return entry;
    }

    private @Nullable Entry take(String read) {
        String stripped = read.strip();
        if (stripped.equals("/")) {
            Entry entry = begun ? statement(text.toString()) : new Entry.Repeat();
            clear();
            return entry;
        }
        if (text.length() == 0) {
            if (stripped.isEmpty()) {
                return null;
            }
            if (isCommand.test(stripped)) {
                return new Entry.Command(withoutSemicolon(stripped));
            }
        }
        text.append(text.length() == 0 ? "" : "\n").append(read);
        line++;
        if (begun && (program || read.indexOf(';') < 0)) {
            return null;
        }
        return cut();
    }

    /** Takes a whole statement from the front of the text, if there is one. */
    private @Nullable Entry cut() {
        SqlScanner scanner = new SqlScanner(text.toString());
        boolean any = false;
        while (scanner.nextSignificant()) {
            any = true;
            begun |= scanner.kind() != TokenKind.BROKEN
                    || !text.substring(scanner.start()).startsWith("/*");
            if (scanner.isSymbol(';')) {
                return cutAt(scanner.start());
            }
        }
        if (!any) { // nothing but comments
            clear();
        }
        return null;
    }

    private @Nullable Entry cutAt(int semicolon) {
        String before = text.substring(0, semicolon);
        if (SqlText.of(before).program()) {
            program = true;
            return null;
        }
        String behind = text.substring(semicolon + 1);
        clear();
        rest = behind.isBlank() ? null : behind;
        return before.isBlank() ? null : new Entry.Sql(before.strip(), false);
    }

    private Entry statement(String whole) {
        boolean isProgram = program || SqlText.of(whole).program();
        return new Entry.Sql(whole.strip(), isProgram);
    }

    private void clear() {
        text.setLength(0);
        line = 1;
        begun = false;
        program = false;
    }

    private static String withoutSemicolon(String command) {
        int end = command.length();
        while (end > 0 && (command.charAt(end - 1) == ';' || command.charAt(end - 1) == ' ')) {
            end--;
        }
        return command.substring(0, end);
    }
}
