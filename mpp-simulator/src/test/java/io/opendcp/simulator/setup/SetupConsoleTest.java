package io.opendcp.simulator.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.Language;
import io.opendcp.simulator.scenario.Scenario;
import io.opendcp.simulator.scenario.WatchForm;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupConsoleTest {
    private final Shell shell = new Shell();

    @AfterEach
    void close() {
        shell.close();
    }

    /** EP01 is shut down, EP11 mounted, EP02 open, EP22 not made; A's watcher runs, and the monitor. */
    private void prepared() {
        shell.primaries();
        shell.type(
                "scp -r A:/dm/data/EP01 B:/dm/data/",
                "A: dmbackup TYPE=FULL INI_PATH=/dm/data/EP01/DAMENG/dm.ini NAME=OLD",
                "B: dmserver /dm/data/EP01/DAMENG/dm.ini mount",
                "B: dmserver /dm/data/EP02/DAMENG/dm.ini",
                "A: dmmppwatch /dm/data/EP01/DAMENG/dmmwatch.ini",
                "C: dmmppmon /dm/data/dmmmon.ini");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format c:                                  | unknown command: format; help lists them",
                "E: show                                    | there is no machine E with instances or a monitor, but A, B, C",
                "machine                                    | usage: machine A",
                "show me                                    | usage: show",
                "dminit                                     | dminit needs PATH=...",
                "dminit path=/dm/data/EP01                  | there is a database already in A:/dm/data/EP01/DAMENG (EP01), of permanent magic",
                "dminit path=/dm/data/EP09                  | no instance of A has its data there: /dm/data/EP09/DAMENG/dm.ini; there are",
                "dminit path=data                           | a full path is wanted, not data",
                "dminit path=/dm/data/EP02 path=/dm         | dminit: PATH is there twice",
                "dminit path=/dm/data/EP02 speed=9          | dminit takes NAME=VALUE with PATH,",
                "dminit path=/dm/data/EP02 PAGE_SIZE=7      | dminit: PAGE_SIZE=7, but here it is 4, 8, 16, 32",
                "dminit path=/dm/data/EP02 instance_name=X  | dminit: INSTANCE_NAME=X, but here it is EP22",
                "dminit path=/dm/data/EP02 case_sensitive=N | dminit: CASE_SENSITIVE=N, but here it is Y, 1",
                "dminit path=/dm/data/DCP DCP_MODE=1        | a DCP is no instance of the MPP",
                "dmserver                                   | usage: dmserver DM_INI [mount]",
                "dmserver /dm/data/EP01/DAMENG/dm.ini fast  | usage: dmserver DM_INI [mount]",
                "dmserver /dm/data/EP02/DAMENG/dm.ini       | there is no database in A:/dm/data/EP02/DAMENG (EP22)",
                "dmserver /etc/dm.ini                       | no instance of A has its data there: /etc/dm.ini",
                "B: dmserver /dm/data/EP01/DAMENG/dm.ini    | EP11 runs already",
                "DmServiceEP01 stop                         | EP01 does not run",
                "DmServiceEP11 stop                         | there is no instance EP11 on A",
                "DmServiceEP01                              | usage: DmServiceEP01 start [mount]|stop|status",
                "cp /dm/data/EP01 B:/dm/data/               | A:/dm/data/EP01 is a folder: cp -r copies it",
                "cp -r /dm/data/EP01                        | usage: cp [-r] [MACHINE:]FROM [MACHINE:]TO",
                "cp -r /dm/data/EP01 E:/dm/data/            | there is no machine E",
                "cp -r /dm/data/EP01 B:/tmp                 | no instance of B has its data there: /tmp",
                "cp -r /dm/data/EP02 B:/dm/data/            | there is no database in A:/dm/data/EP02/DAMENG (EP22)",
                "cp -r /dm/data/EP01 /dm/data/EP01          | that is the same folder",
                "cp -r /dm/data/EP01 B:/dm/data/            | EP11 runs; shut it down first",
                "cp -r B:/dm/data/EP02 A:/dm/data/          | EP02 runs; shut it down first",
                "cp -r B:/dm/data/EP01 A:/dm/data/          | EP11 runs; shut it down first",
                "cp /no/file B:/dm/data/                    | there is no file or folder of one database: A:/no/file",
                "cp /dm/data/EP01/DAMENG/bak/OLD.bak C:/tmp/x | there is no folder /tmp on C",
                "B: dmbackup TYPE=FULL INI_PATH=/dm/data/EP02/DAMENG/dm.ini NAME=X | EP02 runs; shut it down first",
                "dmbackup INI_PATH=/dm/data/EP01/DAMENG/dm.ini NAME=OLD | there is a file already",
                "dmbackup INI_PATH=/dm/data/EP01/DAMENG/dm.ini NAME=a/b | dmbackup: NAME has letters, digits",
                "dmbackup TYPE=INCREMENT INI_PATH=/dm/data/EP01/DAMENG/dm.ini | dmbackup: TYPE=INCREMENT, but here it is FULL",
                "dmbackup TYPE=FULL                         | dmbackup needs INI_PATH=...",
                "dmrestore INI_PATH=/dm/data/EP01/DAMENG/dm.ini FILE=/dm/data/x.bak | there is no backup A:/dm/data/x.bak",
                "dmrestore INI_PATH=/dm/data/EP02/DAMENG/dm.ini FILE=/dm/data/EP01/DAMENG/bak/OLD.bak | there is no database in A:/dm/data/EP02",
                "B: dmrestore INI_PATH=/dm/data/EP01/DAMENG/dm.ini FILE=/dm/data/x.bak | EP11 runs; shut it down first",
                "dmctlcvt t2c /dm/data/EP02/DAMENG/dmmpp.ini /dm/data/dmmpp.ctl | there is no such file: A:/dm/data/EP02/DAMENG/dmmpp.ini",
                "dmctlcvt t2c /dm/data/EP01/DAMENG/dmmpp.ini /tmp/dmmpp.ctl     | there is no folder /tmp on A",
                "dmctlcvt c2t /dm/data/EP01/DAMENG/dmmpp.ctl /dm/data/dmmpp.ini | there is no such file: A:/dm/data/EP01/DAMENG/dmmpp.ctl",
                "dmctlcvt t2x a b                           | usage: dmctlcvt t2c DMMPP_INI DMMPP_CTL",
                "dmmppwatch                                 | usage: dmmppwatch dmmwatch.ini",
                "dmmppwatch /dm/data/EP01/DAMENG/dmmwatch.ini | the watcher of A runs already",
                "B: dmmppwatch /dm/data/EP02/DAMENG/dmwatcher.ini | there is no /dm/data/EP02/DAMENG/dmwatcher.ini on B; the file is dmmwatch.ini",
                "C: dmmppwatch /dm/data/EP01/DAMENG/dmmwatch.ini | the scenario has no file of a watcher for C",
                "B: DmWatcherService stop                   | the watcher of B does not run",
                "dmmppmon /dm/data/dmmmon.ini               | the scenario has no file of a monitor for A",
                "C: dmmppmon /tmp/dmmmon.ini                | there is no /tmp/dmmmon.ini on C: it has no such folder",
                "C: dmmppmon /dm/data/dmmmon.ini            | the monitor runs already",
                "rm -r /dm/data                             | there is no folder of one database: A:/dm/data",
                "B: rm -r /dm/data/EP01                     | EP11 runs; shut it down first",
                "rm /dm/data/x                              | there is no such file: A:/dm/data/x"
            })
    void what_is_wrong_is_told_in_one_line_and_changes_nothing(String line, String told) {
        prepared();
        String before = shell.type("show");

        assertThat(shell.answer(line)).startsWith(told).doesNotContain("\n");
        assertThat(shell.answer(line, Language.CHINESE))
                .matches("用法: .*|.*\\p{IsHan}.*")
                .doesNotContain("\n");
        assertThat(shell.type("show")).isEqualTo(before);
    }

    @Test
    void the_manuals_misprints_are_taken() {
        shell.type(
                "A: ./dmninit path=/dm/data/EP01 instance_name=EP01 PORT_NUM=5236",
                "A: ./dmctlcvrt t2c /dm/data/EP01/DAMENG/dmmpc.ini /dm/data/EP01/DAMENG/dmmpc.ctl",
                "A: /dm/bin/dmserver //dm/data/EP01/DAMENG/./dm.ini mount &",
                "A: ./dmppwatch /dm/data/EP01/DAMENG/dmwatch.ini",
                "C: ./dmppmon /dm/data/dmmon.ini");
        assertThat(shell.type("show"))
                .contains("A:/dm/data/EP01/DAMENG/dmmpc.ctl", "C:dmmmon.ini  RUNNING")
                .containsPattern("EP01 +MOUNT +NORMAL .*RUNNING")
                .containsPattern("EP02 +- +- .*-\n");
    }

    @Test
    void a_machine_is_known_by_its_addresses_too() {
        shell.type(
                "192.168.1.131: dminit path=/dm/data/EP01", "scp -r dmdba@A:/dm/data/EP01 root@192.168.0.142:/dm/data");
        assertThat(shell.magic("EP11")).isEqualTo(shell.magic("EP01"));
    }

    @Test
    void the_newer_files_say_where_data_is_and_what_they_are_called() {
        Scenario scenario = Scenario.load(Path.of("..", "scenarios", "primary-standby"), WatchForm.NEWER);
        try (Shell newer = new Shell(scenario)) {
            newer.type(
                    "A: dminit path=/dm/data/EP01",
                    "A: cp -r /dm/data/EP01 B:/dm/data/EP11",
                    "A: dmwatcher /dm/data/EP01/DAMENG/dmwatcher.ini",
                    "C: dmmonitor /dm/data/dmmonitor.ini");
            assertThat(newer.answer("B: dmmppwatch /dm/data/EP11/DAMENG/dmmwatch.ini"))
                    .endsWith("the file is dmwatcher.ini");
        }
    }

    @Test
    void an_mpp_without_standbys_is_made_and_opened_as_in_manual_6_1() {
        try (Shell plain = new Shell(Scenario.load(Path.of("..", "scenarios", "plain-mpp")))) {
            plain.type(
                    "192.168.0.1: dminit path=/dm/data",
                    "192.168.0.2: dminit path=/dm/data",
                    "192.168.0.1: ./dmserver /dm/data/DAMENG/dm.ini",
                    "192.168.0.2: ./dmserver /dm/data/DAMENG/dm.ini");
            plain.run("EP01", "CREATE TABLE T(K INT) DISTRIBUTED BY HASH(K)");
            assertThat(plain.lsn("EP02")).isGreaterThan(10_250);
            assertThat(plain.answer("dmmppwatch /dm/data/DAMENG/dmmwatch.ini")).contains("has no file of a watcher");
        }
    }

    @Test
    void watchers_and_the_monitor_are_there_when_they_are_started() {
        shell.primaries();
        shell.copies();
        shell.mounted();
        shell.modes();
        shell.pass(30);
        assertThat(shell.state("EP11")).isEqualTo("STANDBY MOUNT");
        shell.type("B: dmppwatch /dm/data/EP02/DAMENG/dmwatch.ini");
        shell.pass(30);
        assertThat(shell.state("EP11")).isEqualTo("STANDBY OPEN"); // B's own; EP02 waits for its standby
        assertThat(shell.state("EP02")).isEqualTo("PRIMARY MOUNT");
        assertThat(shell.notices).isEmpty();
        shell.type("C: dmppmon /dm/data/dmmon.ini", "A: dmppwatch /dm/data/EP01/DAMENG/dmwatch.ini");
        shell.pass(5);
        assertThat(shell.state("EP02")).isEqualTo("PRIMARY OPEN");
        assertThat(shell.notices).anyMatch(text -> text.startsWith("Received message from(EP01)"));
        shell.type("A: DmWatcherService stop");
        shell.pass(10);
        assertThat(shell.notices).contains("Received message timeout from(EP01)");
    }
}
