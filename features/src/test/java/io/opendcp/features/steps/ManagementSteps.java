package io.opendcp.features.steps;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.And;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import io.opendcp.features.world.Login;
import io.opendcp.features.world.Port;
import io.opendcp.features.world.World;
import java.util.List;

/** The DCP as its DBA starts, stops and configures it. */
public final class ManagementSteps {
    /** Manual 6.1.7 and 6.1.8. */
    static final List<String> CALLS = List.of(
            "SP_DCP_ADD_INST('MPP_EP01', '192.168.0.1', 5236)",
            "SP_DCP_ADD_INST('MPP_EP02', '192.168.0.2', 5237)",
            "SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')",
            "SP_DCP_REFRESH_CONFIG()");

    private final World world;

    public ManagementSteps(World world) {
        this.world = world;
    }

    @Given("the DCP's dm.ini says {word} = {word}")
    public void setting(String name, String value) {
        prepared();
        world.dcp().set(name, value);
    }

    private void prepared() {
        if (!world.dcp().dir().toFile().exists()) {
            world.dcp().prepare(world.files().resolve("DCP").resolve("dm.ini"));
        }
    }

    @Given("the DCP of manual 6.1 runs")
    @When("the DCP starts")
    @And("the DCP has started")
    public void starts() {
        prepared();
        world.dcp().start();
    }

    @Given("the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8")
    public void configured() {
        starts();
        for (String call : CALLS) {
            World.must(world.client("the DBA").execute(call));
        }
        world.mpp().newLogs();
    }

    @Given("the MPP and the DCP of manual 6.1 run")
    public void bothRun() {
        world.mpp().start();
        configured();
    }

    @Given("the DCP has stopped")
    public void stops() {
        world.logout("the DBA");
        world.dcp().close();
    }

    @Given("the DCP has the local account {login}, which is no DBA")
    public void account(Login account) {
        World.must(world.client("the DBA")
                .execute("CREATE USER %s IDENTIFIED BY \"%s\"".formatted(account.user(), account.password())));
    }

    @Given("the operator is logged in to the management port as {login}, a local account that is no DBA")
    public void operator(Login account) {
        account(account);
        World.must(world.login("the operator", Port.MANAGEMENT, account));
    }

    @Given("these calls are made at the management port:")
    public void calls(DataTable calls) {
        for (String call : calls.asList()) {
            World.must(world.client("the DBA").execute(call));
        }
    }
}
