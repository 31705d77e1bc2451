package io.opendcp.features.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.opendcp.features.world.Dcp;
import io.opendcp.features.world.Login;
import io.opendcp.features.world.World;
import java.util.List;

/** Several DCPs, and the service by which clients find them. Manual 6.3. */
public final class ServiceSteps {
    private static final List<String> HOSTS = List.of("192.168.0.207", "192.168.0.208");
    private static final String PORT_NUM = "5236";

    private final World world;

    public ServiceSteps(World world) {
        this.world = world;
    }

    @Given("a DCP runs on {dcp}, built as in manual 6.1 with PORT_NUM 5236")
    public void runs(String host) {
        Dcp dcp = world.dcp(host);
        dcp.prepare(World.PLAIN_MPP.resolve("DCP").resolve("dm.ini"));
        dcp.set("PORT_NUM", PORT_NUM);
        dcp.startOn(host);
    }

    @Given("it has been configured as in 6.1.7 and 6.1.8 at {dcp}")
    public void configured(String host) {
        for (String call : ManagementSteps.CALLS) {
            World.must(world.client("the DBA of " + host).execute(call));
        }
    }

    @Given("the DCPs of manual 6.3 run, and dm_svc.conf says:")
    public void service(String conf) {
        world.mpp().start();
        for (String host : HOSTS) {
            runs(host);
            configured(host);
        }
        says(conf);
    }

    @Given("dm_svc.conf says:")
    public void says(String conf) {
        world.services(conf);
    }

    @Given("the DCP on {dcp} has stopped")
    @When("the DCP on {dcp} stops")
    public void stops(String host) {
        world.logout("the DBA of " + host);
        world.dcp(host).close();
    }

    @Given("{client} is logged in to the service {word} as {login}")
    public void isLoggedIn(String client, String service, Login as) {
        World.must(world.login(client, service, as));
    }

    @When("{client} logs in to the service {word} as {login}")
    public void logsIn(String client, String service, Login as) {
        world.ended(world.login(client, service, as));
    }

    @When("{int} applications log in to the service {word} as {login}")
    public void logIn(int count, String service, Login as) {
        for (int i = 0; i < count; i++) {
            world.ended(world.login("application %c".formatted('A' + i), service, as));
        }
    }

    @Then("each DCP has at least {int} session(s)")
    public void each(int least) {
        assertThat(HOSTS)
                .allSatisfy(host -> assertThat(world.dcp(host).sessions()).isGreaterThanOrEqualTo(least));
    }

    @Then("the DCP on {dcp} has {int} session(s)")
    public void sessions(String host, int count) {
        await().atMost(World.PATIENCE).until(() -> world.dcp(host).sessions() == count);
    }

    @When("the DBA of {dcp} drains it for {word} within {int} s, and names the DCP on {dcp}")
    public void drains(String host, String followers, int seconds, String peer) {
        String here = world.here(peer + ":" + PORT_NUM);
        world.ended(world.client("the DBA of " + host)
                .execute("SP_DCP_DRAIN(%d, '%s', '%s')".formatted(seconds, here, followers)));
    }
}
