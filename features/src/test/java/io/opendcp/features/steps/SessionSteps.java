package io.opendcp.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import io.opendcp.features.world.Client;
import io.opendcp.features.world.Login;
import io.opendcp.features.world.Outcome.Refused;
import io.opendcp.features.world.Port;
import io.opendcp.features.world.World;
import java.time.Duration;
import java.util.List;

/** Clients: log in, execute, commit. How it ended is for {@link ResultSteps}. */
public final class SessionSteps {
    private final World world;

    public SessionSteps(World world) {
        this.world = world;
    }

    @Given("{client} will log in with the property {string}")
    public void property(String client, String property) {
        world.options(client, property);
    }

    @Given("{client} is logged in to the {port} as {login}")
    public void isLoggedIn(String client, Port port, Login as) {
        World.must(world.login(client, port, as));
    }

    @When("{client} logs in to the {port} as {login}")
    public void logsIn(String client, Port port, Login as) {
        world.ended(world.login(client, port, as));
    }

    @Given("{client} has logged out")
    public void logsOut(String client) {
        world.logout(client);
    }

    @Given("{client} has executed {string}")
    public void hasExecuted(String client, String sql) {
        World.must(world.client(client).execute(sql));
    }

    @When("{client} executes {string}")
    public void executes(String client, String sql) {
        world.ended(world.client(client).execute(sql));
    }

    /** For limits of length: {@code NAME} in the text is that many characters. */
    @When("{client} executes {string} with a NAME of {int} characters")
    public void executesWithName(String client, String sql, int characters) {
        world.ended(world.client(client).execute(sql.replace("NAME", "N".repeat(characters))));
    }

    @Given("{client} tries {string}, which is refused with error {int}")
    public void tries(String client, String sql, int code) {
        assertThat(world.client(client).execute(sql))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @When("{client} executes {string} {int} times")
    public void executesOften(String client, String sql, int times) {
        for (int i = 0; i < times; i++) {
            world.ended(world.client(client).execute(sql));
        }
    }

    @When("{client} logs in to the {port} as {login} {int} times, {duration} apart")
    public void logsInOften(String client, Port port, Login as, int times, Duration apart) {
        for (int i = 0; i < times; i++) {
            world.ended(world.login(client, port, as));
            world.machine().turn(apart);
        }
    }

    @Given("{client} waits for a connection to execute {string}")
    public void waits(String client, String sql) {
        world.waiting(client, sql);
    }

    @Given("{client} has read {int} row(s) of {string}")
    public void hasRead(String client, int count, String sql) {
        World.must(world.client(client).open(sql, count));
    }

    @When("{client} reads the remaining rows")
    public void readsOn(String client) {
        world.ended(world.client(client).readOn());
    }

    @When("{client} executes these:")
    public void executesAll(String client, DataTable texts) {
        Client who = world.client(client);
        for (String sql : texts.asList()) {
            world.ended(who.execute(sql));
        }
    }

    @When("{client} prepares {string} and executes it with:")
    public void prepares(String client, String sql, DataTable values) {
        world.ended(world.client(client).executePrepared(sql, values.asLists()));
    }

    @When("{client} prepares {string} and executes it as a batch with:")
    public void batch(String client, String sql, DataTable values) {
        world.ended(world.client(client).executeBatch(sql, values.asLists()));
    }

    @When("{client} loads a row into APP.T with the fast loader")
    public void fastLoads(String client) {
        world.ended(world.client(client).fastLoad("APP", "T", List.of("12", "loaded")));
    }

    @Given("{client} has begun a transaction with {string}")
    public void begun(String client, String sql) {
        World.must(world.client(client).autoCommit(false));
        World.must(world.client(client).execute(sql));
    }

    @When("{client} begins a transaction with {string}")
    public void begins(String client, String sql) {
        World.must(world.client(client).autoCommit(false));
        world.ended(world.client(client).execute(sql));
    }

    @Given("{client} has committed")
    public void hasCommitted(String client) {
        World.must(world.client(client).commit());
    }

    @Given("{client} has rolled back")
    public void hasRolledBack(String client) {
        World.must(world.client(client).rollback());
    }

    @When("{client} commits")
    public void commits(String client) {
        world.ended(world.client(client).commit());
    }

    @When("{client} rolls back")
    public void rollsBack(String client) {
        world.ended(world.client(client).rollback());
    }

    @When("{client} runs transactions, each of one line and a commit:")
    public void transactions(String client, DataTable lines) {
        Client who = world.client(client);
        World.must(who.autoCommit(false));
        for (String line : lines.asList()) {
            for (String sql : line.split(";", -1)) {
                world.ended(who.execute(sql.strip()));
            }
            world.ended(who.commit());
        }
    }
}
