package io.opendcp.features.steps;

import io.cucumber.java.After;
import io.cucumber.java.Scenario;
import io.opendcp.features.world.World;

/** Ends each scenario's world, and lets no refusal pass that no step expected. */
public final class Hooks {
    private final World world;

    public Hooks(World world) {
        this.world = world;
    }

    @After(order = 0)
    public void end() {
        world.close();
    }

    @After(order = 1)
    public void nothingUnseen(Scenario scenario) {
        if (scenario.isFailed()) {
            scenario.log("-Ddcp.seed=" + World.SEED);
        } else {
            world.nothingUnseen();
        }
    }
}
