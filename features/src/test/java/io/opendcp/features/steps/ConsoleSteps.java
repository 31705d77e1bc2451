package io.opendcp.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.opendcp.features.world.World;
import io.opendcp.protocol.error.Language;
import io.opendcp.simulator.setup.SetupException;
import java.util.List;

/** What is typed on the machines of manual 6.2. */
public final class ConsoleSteps {
    private final World world;
    private String shown = "";

    public ConsoleSteps(World world) {
        this.world = world;
    }

    @Given("there is nothing yet on the machines of manual 6.2")
    public void nothing() {
        world.files(World.PRIMARY_STANDBY);
        world.mpp().startBare();
    }

    @Given("these commands have been typed on the machines:")
    @When("these commands are typed on the machines:")
    public void typed(DataTable commands) {
        commands.asLists().forEach(row -> shown = world.mpp().type(row.get(0), row.get(1)));
    }

    private void type(String machine, String... commands) {
        List.of(commands).forEach(command -> world.mpp().type(machine, command));
    }

    @When("{string} is typed on {word}, which cannot be done")
    public void refused(String command, String machine) {
        try {
            shown = "done: " + world.mpp().type(machine, command);
        } catch (SetupException refused) {
            shown = refused.text(Language.ENGLISH);
        }
    }

    @Then("the machine answers {string}")
    public void answers(String text) {
        assertThat(shown).startsWith(text);
    }

    /** Manual 6.2.2 and 6.2.7, shortest. */
    @Given("all instances have been started with mount")
    @When("all instances are started with mount")
    public void startMounted() {
        nothing();
        type("A", "./dminit path=/dm/data/EP01", "scp -r /dm/data/EP01 B:/dm/data/");
        type("B", "./dminit path=/dm/data/EP02", "scp -r /dm/data/EP02 A:/dm/data/");
        mount();
    }

    /** Manual 6.2.7. */
    @Given("all instances have been started with mount as in 6.2.7")
    @When("all instances are started with mount as in 6.2.7")
    public void mount() {
        for (String machine : List.of("A", "B")) {
            type(
                    machine,
                    "./dmserver /dm/data/EP01/DAMENG/dm.ini mount",
                    "./dmserver /dm/data/EP02/DAMENG/dm.ini mount");
        }
    }

    /** Manual 6.2.9, 6.2.10. */
    @Given("the watchers have been started")
    @When("the watchers are started")
    public void watch() {
        type("A", "./dmppwatch /dm/data/EP01/DAMENG/dmwatch.ini");
        type("B", "./dmppwatch /dm/data/EP02/DAMENG/dmwatch.ini");
        type("C", "./dmppmon /dm/data/dmmon.ini");
    }
}
