package io.opendcp.features.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** The list as tests: one per statement, in order, on one connection, under the list's headings. */
final class Conformance implements AutoCloseable {
    private final Connection connection;

    /**
     * @param url of the EP or proxy, e.g. {@code jdbc:dm://127.0.0.1:5236}
     */
    Conformance(String url, String user, String password) throws SQLException {
        connection = DriverManager.getConnection(url, user, password);
    }

    Stream<DynamicContainer> tests() {
        Map<String, List<DynamicTest>> sections = new LinkedHashMap<>();
        for (Step step : StepList.read()) {
            String name = "line " + step.line() + ": " + step.sql();
            sections.computeIfAbsent(step.section(), none -> new ArrayList<>())
                    .add(DynamicTest.dynamicTest(name, () -> check(step)));
        }
        return sections.entrySet().stream()
                .map(section -> DynamicContainer.dynamicContainer(section.getKey(), section.getValue()));
    }

    private void check(Step step) {
        assertThat(Answers.of(connection, step))
                .as("line %d: %s %s", step.line(), step.sql(), step.binds())
                .containsExactlyElementsOf(step.expected());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
