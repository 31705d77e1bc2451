package io.opendcp.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.opendcp.features.world.World;
import io.opendcp.protocol.ini.WatchGroup;
import io.opendcp.simulator.scenario.Scenario;
import io.opendcp.simulator.scenario.ScenarioGroup;
import io.opendcp.simulator.scenario.WatchForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Instances that are primaries or standbys, their watchers, and the monitor. Manual 6.2. */
public final class StandbySteps {
    /** A watcher looks once a second; a switch takes some seconds. */
    private static final Duration SWITCH = Duration.ofSeconds(20);

    /** After that a watcher has told that its instance is lost. */
    private static final Duration LOST = Duration.ofSeconds(10);

    private final World world;
    private String shown = "";

    public StandbySteps(World world) {
        this.world = world;
    }

    @Given("the files are those of manual 6.2")
    public void files() {
        world.files(World.PRIMARY_STANDBY);
    }

    @Given("the MPP of manual 6.2 runs")
    public void runs() {
        files();
        world.mpp().start();
        world.machine().turn(Duration.ofSeconds(3));
    }

    @Given("the OGUIDs are set and the modes are changed as in 6.2.7")
    public void prepared() {
        for (String name : List.of("EP01", "EP11", "EP02", "EP22")) {
            boolean first = name.equals("EP01") || name.equals("EP11");
            String mode = name.startsWith("EP0") ? "primary" : "standby";
            World.must(world.client("a client of " + name).execute("sp_set_oguid(%d)".formatted(first ? 1000 : 2000)));
            World.must(world.client("a client of " + name).execute("alter database " + mode));
        }
    }

    @Given("the OGUID of EP02 is set to {int} and the modes are changed as in 6.2.7")
    public void wrongOguid(int oguid) {
        prepared();
        World.must(world.client("a client of EP02").execute("sp_set_oguid(%d)".formatted(oguid)));
    }

    @Then("the instances are:")
    public void instances(DataTable expected) {
        assertThat(world.mpp().instances())
                .containsExactlyInAnyOrderElementsOf(expected.asLists().subList(1, expected.height()));
    }

    @Given("EP11 has taken the place of EP01")
    public void switchedOver() {
        typed("switchover GROUP_A.EP11");
        assertThat(world.mpp().notices()).contains("Switchover instance EP11 success");
    }

    @Given("EP01 is lost, and EP11 has taken over")
    public void takenOver() {
        world.mpp().suffers("on EP01, kill it");
        world.machine().turn(LOST);
        typed("takeover GROUP_A.EP11");
        assertThat(world.mpp().notices()).contains("Use instance EP11 to takeover success");
    }

    @Then("of {word} and {word} only the first has seen {word}")
    public void seen(String one, String other, String user) {
        assertThat(world.mpp().hasSeen(one, user)).as(one).isTrue();
        assertThat(world.mpp().hasSeen(other, user)).as(other).isFalse();
    }

    @When("the DBA types {string} at the monitor")
    public void typed(String line) {
        for (String each : List.of("login", "SYSDBA", "SYSDBA")) {
            world.mpp().monitor(each);
        }
        shown = world.mpp().monitor(line);
        world.machine().turn(SWITCH);
    }

    @When("somebody types {string} at the monitor")
    public void typedWithoutLogin(String line) {
        shown = world.mpp().monitor(line);
    }

    @Then("the monitor shows {string}")
    public void shows(String text) {
        assertThat(shown).contains(text);
    }

    @Then("the monitor has told, in this order:")
    public void told(DataTable expected) {
        assertThat(world.mpp().notices()).containsSubsequence(expected.asList());
    }

    @Then("they plan these primaries:")
    public void primaries(DataTable expected) {
        List<List<String>> rows = read().eps().stream()
                .map(ep -> List.of(
                        ep.instanceName(),
                        ep.malHost(),
                        Integer.toString(ep.port()),
                        Integer.toString(ep.malPort()),
                        Integer.toString(ep.epno())))
                .toList();
        assertThat(rows).isEqualTo(expected.asLists().subList(1, expected.height()));
    }

    @Then("they plan these standbys:")
    public void standbys(DataTable expected) {
        List<List<String>> rows = read().groups().stream()
                .flatMap(group -> group.standbys().stream()
                        .map(standby -> List.of(
                                standby.instanceName(),
                                group.primary().instanceName(),
                                standby.malHost(),
                                Integer.toString(standby.port()),
                                Integer.toString(standby.malPort()))))
                .toList();
        assertThat(rows).isEqualTo(expected.asLists().subList(1, expected.height()));
    }

    @Then("they plan these groups:")
    public void groups(DataTable expected) {
        List<List<String>> rows = new ArrayList<>();
        Scenario scenario = read();
        for (ScenarioGroup group : scenario.groups()) {
            scenario.watchers()
                    .forEach(watcher -> watcher.groups().stream()
                            .filter(its -> its.name().equals(group.name()))
                            .forEach(its -> rows.add(List.of(
                                    group.name(),
                                    Integer.toString(group.oguid()),
                                    Integer.toString(its.transport().port()),
                                    its.instanceName(),
                                    watcher.host()))));
        }
        assertThat(rows).isEqualTo(expected.asLists().subList(1, expected.height()));
    }

    private Scenario read() {
        return Scenario.load(world.files());
    }

    @Then("the files say the same with the watchers in their form {word}")
    public void form(String form) {
        Scenario other = Scenario.load(world.files(), WatchForm.valueOf(form));
        assertThat(other.groups().stream().map(ScenarioGroup::primary))
                .isEqualTo(read().groups().stream().map(ScenarioGroup::primary).toList());
        assertThat(other.watchers().stream()
                        .flatMap(each -> each.groups().stream())
                        .map(WatchGroup::instanceName))
                .containsExactlyInAnyOrder("EP01", "EP02", "EP11", "EP22");
        assertThat(other.monitors()).hasSize(1);
    }
}
