package io.opendcp.simulator.setup;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.Client;
import io.opendcp.simulator.LoginDetails;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.scenario.Scenario;
import io.opendcp.simulator.server.ScenarioMpp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The console on the machines of a scenario, on which there is nothing yet; without sockets. */
final class Shell implements AutoCloseable {
    static final String EP01 = "/dm/data/EP01/DAMENG/dm.ini";
    static final String EP02 = "/dm/data/EP02/DAMENG/dm.ini";

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-25T00:00:00Z"));
    private final Watching watching;
    private final SetupConsole console;
    final SimulatedMpp mpp;
    final List<String> notices = new ArrayList<>();

    Shell() {
        this(Scenario.load(Path.of("..", "scenarios", "primary-standby")));
    }

    Shell(Scenario scenario) {
        mpp = SimulatedMpp.bare(ScenarioMpp.spec(scenario), time, 1);
        watching = new Watching(mpp, 1);
        watching.plan(ScenarioMpp.watchSpec(scenario), ScenarioMpp.groups(scenario));
        watching.listen(notice -> notices.add(notice.english()));
        console = new SetupConsole(mpp, Machines.of(scenario), watching);
    }

    /** What is answered to each of these, which all can be done. */
    String type(String... lines) {
        String last = "";
        for (String line : lines) {
            last = console.require(line, Language.ENGLISH);
        }
        return last;
    }

    /** What is answered to a line that may be wrong. */
    String answer(String line) {
        return console.answer(line, Language.ENGLISH);
    }

    String answer(String line, Language language) {
        return console.answer(line, language);
    }

    /** dminit of the primaries, and copies of them, as if they had been in use. */
    void primaries() {
        type("A: dminit path=/dm/data/EP01", "B: dminit path=/dm/data/EP02");
    }

    void copies() {
        type("scp -r A:/dm/data/EP01 B:/dm/data/", "scp -r B:/dm/data/EP02 A:/dm/data/");
    }

    /** Manual 6.2.7. */
    void mounted() {
        for (String machine : List.of("A: ", "B: ")) {
            for (String ini : List.of(EP01, EP02)) {
                type(machine + "./dmserver " + ini + " mount");
            }
        }
    }

    /** Manual 6.2.7.2, 6.2.7.3. */
    void modes() {
        for (String name : List.of("EP01", "EP11", "EP02", "EP22")) {
            run(name, "sp_set_oguid(%d)".formatted(name.matches("EP.1") ? 1000 : 2000));
            run(name, "alter database " + (name.startsWith("EP0") ? "primary" : "standby"));
        }
    }

    /** Manual 6.2.9, and what it takes until all are open. */
    void watched() {
        type("A: ./dmppwatch /dm/data/EP01/DAMENG/dmwatch.ini", "B: ./dmppwatch /dm/data/EP02/DAMENG/dmwatch.ini");
        pass(5);
    }

    /** What the monitor answers to the last of these. */
    String atMonitor(String... lines) {
        String last = "";
        for (String line : lines) {
            last = watching.console().orElseThrow().answer(line, Language.ENGLISH);
        }
        return last;
    }

    void pass(int seconds) {
        time.turn(Duration.ofSeconds(seconds));
    }

    Client on(String instance) {
        return new Client(mpp.ep(instance).login(LoginDetails.of("SYSDBA", "SYSDBA")));
    }

    void run(String instance, String sql) {
        Client client = on(instance);
        client.run(sql);
        client.session().close();
    }

    String state(String instance) {
        var state = mpp.ep(instance).state();
        return state.mode() + " " + state.status();
    }

    long lsn(String instance) {
        return mpp.ep(instance).state().log().lsn();
    }

    int magic(String instance) {
        return mpp.ep(instance).state().magic();
    }

    String archive(String instance) {
        return mpp.ep(instance).state().log().archiveStatus().orElseThrow().state();
    }

    @Override
    public void close() {
        watching.close();
        mpp.close();
    }
}
