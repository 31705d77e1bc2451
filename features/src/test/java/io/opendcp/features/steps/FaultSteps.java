package io.opendcp.features.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import io.opendcp.features.world.Login;
import io.opendcp.features.world.Port;
import io.opendcp.features.world.World;

/** What goes wrong at EPs, in the words of {@link io.opendcp.simulator.fault.Faults}, and who waits meanwhile. */
public final class FaultSteps {
    private final World world;

    public FaultSteps(World world) {
        this.world = world;
    }

    @When("{sentence}")
    public void suffers(String sentence) {
        world.mpp().suffers(sentence);
    }

    @Given("the fault {word} has taken effect at {ep}")
    public void takesEffect(String kind, int epno) {
        await().atMost(World.PATIENCE).until(() -> world.mpp().bites(epno, kind) > 0);
    }

    @Given("{client} is executing {string}")
    public void executing(String client, String sql) {
        world.executing(client, sql);
    }

    @Given("{client} is logging in to the {port} as {login}")
    public void loggingIn(String client, Port port, Login as) {
        world.loggingIn(client, port, as);
    }

    @Given("{client} has no answer yet")
    public void noAnswer(String client) {
        assertThat(world.answered(client)).isFalse();
    }
}
