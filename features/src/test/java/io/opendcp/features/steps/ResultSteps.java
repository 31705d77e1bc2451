package io.opendcp.features.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import io.opendcp.features.world.Login;
import io.opendcp.features.world.Outcome.Refused;
import io.opendcp.features.world.Outcome.Rows;
import io.opendcp.features.world.Port;
import io.opendcp.features.world.World;
import java.sql.SQLException;

/**
 * How an action ended, and what a query shows. Tables are as the manual prints them, without 行号: that column is DIsql's.
 */
public final class ResultSteps {
    private final World world;

    public ResultSteps(World world) {
        this.world = world;
    }

    @Then("that succeeds")
    public void succeeds() {
        assertThat(world.last()).isNotInstanceOf(Refused.class);
    }

    @Then("that is refused")
    public void refused() {
        assertThat(world.last()).isInstanceOf(Refused.class);
    }

    @Then("that is refused with error {int}")
    public void refused(int code) {
        assertThat(world.last())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.code()).as(refused.message()).isEqualTo(code));
    }

    @Then("that is refused with error {int}, which says {string}")
    public void refused(int code, String text) {
        assertThat(world.last()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).as(refused.message()).isEqualTo(code);
            assertThat(refused.message()).contains(text);
        });
    }

    @Then("{login} is let in to the {port}")
    public void letIn(Login login, Port port) {
        assertThat(world.login("somebody", port, login)).isNotInstanceOf(Refused.class);
    }

    @Then("{login} is soon let in to the {port}")
    public void soonLetIn(Login login, Port port) {
        await().atMost(World.PATIENCE).untilAsserted(() -> letIn(login, port));
    }

    @Then("what {client} waited for succeeds")
    public void waitedWell(String client) {
        assertThat(world.awaited(client)).isNotInstanceOf(Refused.class);
    }

    @Then("what {client} waited for is refused with error {int}")
    public void waitedInVain(String client, int code) {
        assertThat(world.awaited(client))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Then("the result is:")
    public void result(DataTable expected) {
        assertThat(world.last()).isEqualTo(new Rows(expected.asLists()));
    }

    @Then("it has read {int} rows")
    public void read(int count) {
        assertThat(world.last())
                .isInstanceOfSatisfying(
                        Rows.class, rows -> assertThat(rows.table()).hasSize(1 + count));
    }

    @Then("{string} gives {client}:")
    public void gives(String sql, String client, DataTable expected) {
        assertThat(world.client(client).execute(sql)).isEqualTo(new Rows(expected.asLists()));
    }

    @Then("{string} soon gives {client}:")
    public void soonGives(String sql, String client, DataTable expected) {
        await().atMost(World.PATIENCE).untilAsserted(() -> gives(sql, client, expected));
    }

    @Then("{string} gives {client} no rows")
    public void givesNothing(String sql, String client) {
        assertThat(world.client(client).execute(sql))
                .isInstanceOfSatisfying(
                        Rows.class, rows -> assertThat(rows.table()).hasSize(1));
    }

    @Then("{string} gives {client} the columns:")
    public void columns(String sql, String client, DataTable expected) throws SQLException {
        assertThat(world.client(client).columns(sql)).isEqualTo(expected.asLists());
    }

    @Then("{string} gives {client} what {string} gives {client}")
    public void same(String one, String client, String other, String otherClient) {
        assertThat(world.client(client).execute(one))
                .isInstanceOfSatisfying(
                        Rows.class, rows -> assertThat(rows.table()).hasSizeGreaterThan(1))
                .isEqualTo(world.client(otherClient).execute(other));
    }

    @Then("{string} is accepted from {client}")
    public void accepted(String sql, String client) {
        assertThat(world.client(client).execute(sql)).isNotInstanceOf(Refused.class);
    }
}
