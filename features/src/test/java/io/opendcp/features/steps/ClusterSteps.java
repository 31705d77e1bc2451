package io.opendcp.features.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.And;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.opendcp.features.world.Login;
import io.opendcp.features.world.World;
import io.opendcp.simulator.Activity.Kind;
import io.opendcp.simulator.MppSpec.HashMaps;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The MPP, and what its EPs' activity logs tell. */
public final class ClusterSteps {
    /** Rows of the table T that scenarios use. */
    private static final int ROWS = 10;

    private final World world;

    public ClusterSteps(World world) {
        this.world = world;
    }

    @Given("the MPP's hash maps are drawn at random")
    public void hashMapsAreDrawn() {
        world.mpp().hashMaps(HashMaps.SEEDED);
    }

    @Given("the MPP of manual 6.1 runs")
    @When("the MPP starts")
    @And("the MPP has started")
    public void starts() {
        world.mpp().start();
    }

    @Given("the MPP has stopped")
    public void stops() {
        world.mpp().close();
    }

    @Given("{ep} cannot be reached")
    public void unreachable(int epno) {
        world.mpp().unreachable(epno);
    }

    @Given("the MPP has the user {login}")
    public void user(Login user) {
        executed("CREATE USER %s IDENTIFIED BY \"%s\"".formatted(user.user(), user.password()));
    }

    @Given("the MPP has the user {login} for applications")
    public void applications(Login user) {
        user(user);
        executed("GRANT RESOURCE TO " + user.user());
        world.applications(user);
    }

    @Given("APP has the table T with the keys 1 to 10, the even ones on EP01 and the odd ones on EP02")
    public void tableByParity() {
        executed("CREATE TABLE APP.T(C1 INT PRIMARY KEY, C2 VARCHAR(20)) DISTRIBUTED BY HASH(C1)");
        for (int key = 1; key <= ROWS; key++) {
            executed("INSERT INTO APP.T VALUES(%d, 'row %d')".formatted(key, key));
        }
        world.mpp().newLogs();
    }

    @Given("APP has the table L with {int} rows of {int} characters")
    public void longTable(int rows, int characters) {
        executed("CREATE TABLE APP.L(C1 INT PRIMARY KEY, C2 VARCHAR(8000)) DISTRIBUTED BY HASH(C1)");
        String text = "x".repeat(characters);
        World.must(world.client("a client of EP01")
                .executeBatch(
                        "INSERT INTO APP.L VALUES(?, ?)",
                        IntStream.range(0, rows)
                                .mapToObj(key -> List.of(Integer.toString(key), text))
                                .toList()));
        world.mpp().newLogs();
    }

    private void executed(String sql) {
        World.must(world.client("a client of EP01").execute(sql));
    }

    @Given("the EPs begin new activity logs")
    public void newLogs() {
        world.mpp().newLogs();
    }

    @Then("the EPs have executed:")
    public void executed(DataTable expected) {
        for (int epno : world.mpp().epnos()) {
            String name = "EP%02d".formatted(epno + 1);
            List<String> statements = expected.asMaps().stream()
                    .filter(row -> name.equals(row.get("EP")))
                    .map(row -> row.get("statement"))
                    .toList();
            assertThat(world.mpp().statements(epno)).as(name).isEqualTo(statements);
        }
    }

    @Then("{ep} has executed {int} statement(s) and {ep} has executed {int}")
    public void executed(int one, int byOne, int other, int byOther) {
        assertThat(Map.of(
                        one,
                        world.mpp().statements(one).size(),
                        other,
                        world.mpp().statements(other).size()))
                .isEqualTo(Map.of(one, byOne, other, byOther));
    }

    @Then("each EP has executed at least {int} of the statement(s)")
    public void eachExecuted(int least) {
        for (int epno : world.mpp().epnos()) {
            assertThat(world.mpp().statements(epno)).as("EPNO " + epno).hasSizeGreaterThanOrEqualTo(least);
        }
    }

    @Then("the EPs have seen {int} login(s) of {word}")
    public void logins(int count, String user) {
        assertThat(all(Kind.LOGIN, user)).isEqualTo(count);
    }

    @Then("no EP has seen more than {int} login(s) of {word}")
    public void loginsPerEp(int most, String user) {
        for (int epno : world.mpp().epnos()) {
            assertThat(world.mpp().count(epno, Kind.LOGIN, user)).isLessThanOrEqualTo(most);
        }
    }

    @Then("each EP has seen at least {int} login(s) of {word}")
    public void loginsOnEach(int least, String user) {
        for (int epno : world.mpp().epnos()) {
            assertThat(world.mpp().count(epno, Kind.LOGIN, user)).isGreaterThanOrEqualTo(least);
        }
    }

    @Then("each EP soon has seen {int} login(s) of {word}")
    public void soonLogins(int count, String user) {
        await().atMost(World.PATIENCE)
                .untilAsserted(() -> assertThat(world.mpp().epnos())
                        .allSatisfy(epno -> assertThat(world.mpp().count(epno, Kind.LOGIN, user))
                                .isEqualTo(count)));
    }

    @Then("one EP has executed {int} statement(s) and the other {int}")
    public void executedInAnyOrder(int one, int other) {
        assertThat(world.mpp().epnos().stream()
                        .map(epno -> world.mpp().statements(epno).size()))
                .containsExactlyInAnyOrder(one, other);
    }

    @Then("the EPs have refused {int} login(s) of {word}")
    public void refusedLogins(int count, String user) {
        assertThat(all(Kind.LOGIN_REFUSED, user)).isEqualTo(count);
    }

    private long all(Kind kind, String user) {
        return world.mpp().epnos().stream()
                .mapToLong(epno -> world.mpp().count(epno, kind, user))
                .sum();
    }

    @Then("{int} bytes have moved between the EPs")
    public void moved(int bytes) {
        assertThat(world.mpp().movedBytes()).isEqualTo(bytes);
    }

    @Then("bytes have moved between the EPs")
    public void moved() {
        assertThat(world.mpp().movedBytes()).isPositive();
    }
}
