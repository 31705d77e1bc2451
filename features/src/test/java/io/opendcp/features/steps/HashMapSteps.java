package io.opendcp.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.opendcp.features.world.Outcome;
import io.opendcp.features.world.Outcome.Rows;
import io.opendcp.features.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table whose keys only the EPs can place. */
public final class HashMapSteps {
    private final World world;
    /** The EP that has each key, as the EPs say. */
    private final Map<String, Integer> places = new HashMap<>();

    public HashMapSteps(World world) {
        this.world = world;
    }

    @Given("M has the keys 1 to {int}, and the EPs have said where each is")
    public void fill(int last) {
        for (int key = 1; key <= last; key++) {
            World.must(world.client("a client of EP01").execute("INSERT INTO APP.M(C1) VALUES(%d)".formatted(key)));
        }
        Outcome placed =
                world.client("a client of EP01").execute("SELECT C1, SF_GET_EP_SEQNO(ROWID) FROM APP.M ORDER BY C1");
        if (placed instanceof Rows rows) {
            rows.table().stream().skip(1).forEach(row -> places.put(row.get(0), Integer.valueOf(row.get(1))));
        }
        world.mpp().newLogs();
    }

    @When("the application reads each key of M by itself")
    public void readEach() {
        for (String key : places.keySet()) {
            world.ended(world.client("the application").execute(text(key)));
        }
    }

    private static String text(String key) {
        return "SELECT V FROM M WHERE C1 = " + key;
    }

    @Then("each EP has executed exactly the statements about its own keys")
    public void eachItsOwn() {
        for (int epno : world.mpp().epnos()) {
            List<String> own = places.entrySet().stream()
                    .filter(place -> place.getValue() == epno)
                    .map(place -> text(place.getKey()))
                    .toList();
            assertThat(own).isNotEmpty();
            assertThat(world.mpp().statements(epno)).containsExactlyInAnyOrderElementsOf(own);
        }
    }
}
