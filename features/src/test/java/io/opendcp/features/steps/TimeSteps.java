package io.opendcp.features.steps;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import io.opendcp.features.world.World;
import java.time.Duration;

/** Time stands still in a scenario until it is said to pass. */
public final class TimeSteps {
    private final World world;

    public TimeSteps(World world) {
        this.world = world;
    }

    @Given("{duration} have passed")
    @When("{duration} pass")
    public void pass(Duration step) {
        world.machine().turn(step);
    }
}
