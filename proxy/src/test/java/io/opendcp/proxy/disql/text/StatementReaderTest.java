package io.opendcp.proxy.disql.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class StatementReaderTest {
    private final List<String> prompts = new ArrayList<>();

    private List<Entry> read(String... lines) {
        Queue<String> typed = new ArrayDeque<>(Arrays.asList(lines));
        Lines source = prompt -> {
            prompts.add(prompt);
            String line = typed.poll();
            if ("^C".equals(line)) {
                throw new Lines.Discarded();
            }
            return line;
        };
        StatementReader reader =
                new StatementReader(source, line -> line.startsWith("!"), number -> number == 1 ? ">" : "" + number);
        List<Entry> entries = new ArrayList<>();
        for (Entry entry = reader.next(); !(entry instanceof Entry.End); entry = reader.next()) {
            entries.add(entry);
        }
        return entries;
    }

    private static Entry sql(String text) {
        return new Entry.Sql(text, false);
    }

    @Test
    void a_semicolon_at_the_end_of_a_line_ends_a_statement() {
        assertThat(read("select 1;", "select", "2", "  ;  ")).containsExactly(sql("select 1"), sql("select\n2"));
        assertThat(prompts).containsExactly(">", ">", "2", "3", ">");
    }

    @Test
    void several_statements_may_stand_on_a_line() {
        assertThat(read("select 1; select 2; select", "3; -- three"))
                .containsExactly(sql("select 1"), sql("select 2"), sql("select\n3"));
        assertThat(prompts).containsExactly(">", "2", ">");
    }

    @Test
    void semicolons_in_quotations_and_comments_end_nothing() {
        assertThat(read("select ';', \"a;b\" -- ;", "// ;", "/* ;", "; */ from t;"))
                .containsExactly(sql("select ';', \"a;b\" -- ;\n// ;\n/* ;\n; */ from t"));
        assertThat(read("select 'a", "b;", "c';")).containsExactly(sql("select 'a\nb;\nc'"));
    }

    @Test
    void a_program_ends_with_a_line_that_is_a_slash() {
        assertThat(read("begin", "null;", "end;", " / ", "select 1;"))
                .containsExactly(new Entry.Sql("begin\nnull;\nend;", true), sql("select 1"));
        assertThat(read("create or", "replace procedure p as", "begin null; end;", "/"))
                .containsExactly(new Entry.Sql("create or\nreplace procedure p as\nbegin null; end;", true));
        assertThat(read("create table type(a int);")).containsExactly(sql("create table type(a int)"));
    }

    @Test
    void a_slash_ends_a_statement_or_repeats_the_last() {
        assertThat(read("select 1", "/", "/")).containsExactly(sql("select 1"), new Entry.Repeat());
    }

    @Test
    void commands_are_lines_where_a_statement_would_begin() {
        assertThat(read("!x ; ", "select 1", "!y;", "-- note", "!z"))
                .containsExactly(new Entry.Command("!x"), sql("select 1\n!y"), new Entry.Command("!z"));
        assertThat(read("select 1; !x y")).containsExactly(sql("select 1"), new Entry.Command("!x y"));
    }

    @Test
    void empty_lines_and_comments_between_statements_are_nothing() {
        assertThat(read("", "  ", "-- a;", "// b;", "/* c", "; */", ";", "/* d */ select 1;"))
                .containsExactly(sql("/* d */ select 1"));
    }

    @Test
    void an_unfinished_statement_is_told() {
        assertThat(read("select 1", "from")).containsExactly(new Entry.Unfinished("select 1\nfrom"));
        assertThat(read("begin null;")).containsExactly(new Entry.Unfinished("begin null;"));
        assertThat(read("select 'a;")).containsExactly(new Entry.Unfinished("select 'a;"));
        assertThat(read("/* a;")).isEmpty();
    }

    @Test
    void what_was_typed_can_be_discarded() {
        assertThat(read("select", "^C", "select 1;")).containsExactly(sql("select 1"));
        assertThat(prompts).containsExactly(">", "2", ">", ">");
    }

    @Test
    void a_long_statement_takes_no_more_than_linear_time() {
        String[] insert = Stream.concat(
                        Stream.of("insert into t values"),
                        Stream.generate(() -> "(1, 'some text that is not short', 3.14),")
                                .limit(100_000))
                .toArray(String[]::new);
        insert[insert.length - 1] = "(1, 'a', 2);";
        String[] block = Stream.concat(
                        Stream.concat(
                                Stream.of("begin"),
                                Stream.generate(() -> "x := 1;").limit(100_000)),
                        Stream.of("end;", "/"))
                .toArray(String[]::new);

        List<Entry> entries = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> Stream.concat(read(insert).stream(), read(block).stream()).toList());

        assertThat(entries).hasSize(2);
    }

    /** Statements made of pieces, put on lines anyhow, come out as they went in. */
    @Test
    void any_layout_gives_the_same_statements() {
        String[] pieces = {"select", "'a;b'", "\"c;d\"", "1", "/* ; */", "from t", "'it''s'", ", x"};
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> statements = new ArrayList<>();
            StringBuilder typed = new StringBuilder();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                StringBuilder statement = new StringBuilder("select 0");
                for (int j = random.nextInt(6); j > 0; j--) {
                    statement.append(random.nextBoolean() ? " " : "\n").append(pieces[random.nextInt(pieces.length)]);
                }
                statements.add(statement.toString());
                typed.append(statement)
                        .append(random.nextBoolean() ? ";" : "\n;")
                        .append(random.nextBoolean() ? "" : "\n");
            }

            List<Entry> entries = read(typed.toString().split("\n", -1));

            assertThat(entries.stream().map(entry -> ((Entry.Sql) entry).text()).collect(Collectors.toList()))
                    .as("seed %d", seed)
                    .isEqualTo(statements);
        }
    }
}
