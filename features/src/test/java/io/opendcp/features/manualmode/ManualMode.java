package io.opendcp.features.manualmode;

import io.cucumber.java.Before;
import io.opendcp.features.world.World;

/** Turns the manual's letter on before a scenario says anything. */
public final class ManualMode {
    private final World world;

    public ManualMode(World world) {
        this.world = world;
    }

    @Before
    public void on() {
        world.manualMode();
    }
}
