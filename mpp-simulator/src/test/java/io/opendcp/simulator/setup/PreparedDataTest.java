package io.opendcp.simulator.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.error.DmException;
import io.opendcp.simulator.Client;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The manual's way from nothing, and where it leads who leaves it. */
class PreparedDataTest {
    private final Shell shell = new Shell();

    @AfterEach
    void close() {
        shell.close();
    }

    private void inUse() {
        shell.primaries();
        shell.type("A: dmserver " + Shell.EP01, "B: dmserver " + Shell.EP02);
        shell.run("EP01", "CREATE TABLE CITY(ID INT PRIMARY KEY, NAME VARCHAR(50)) DISTRIBUTED BY HASH(ID)");
        shell.run("EP01", "INSERT INTO CITY VALUES(1, 'Wuhan'), (2, 'Beijing'), (3, 'Shanghai'), (4, 'Chengdu')");
        shell.run("EP01", "DELETE FROM CITY WHERE ID = 3");
    }

    private void shutDown() {
        shell.type("A: DmServiceEP01 stop", "B: DmServiceEP02 stop");
    }

    @Test
    void nothing_is_there_at_first() {
        assertThat(shell.type("show")).doesNotContain("MOUNT").doesNotContain("OPEN");
        assertThat(shell.mpp.instances()).allMatch(ep -> ep.isDown());
        assertThatThrownBy(() -> shell.on("EP01")).isInstanceOf(DmException.class);
        assertThat(shell.mpp.troubles()).isEmpty();
        shell.mpp.heal();
        assertThat(shell.mpp.instances()).allMatch(ep -> ep.isDown());
    }

    @Test
    void an_instance_that_was_shut_down_is_no_trouble_and_one_that_was_killed_is() {
        inUse();
        shell.type("A: DmServiceEP01 stop");
        shell.mpp.suffers("on EP02, kill it");
        assertThat(shell.mpp.troubles()).containsExactly("on EP02, kill it");
        shell.mpp.heal();

        assertThat(shell.mpp.ep("EP01").isDown()).isTrue();
        assertThat(shell.mpp.ep("EP02").isDown()).isFalse();
    }

    @Test
    void the_manuals_way_leads_to_open_primaries_and_standbys() {
        shell.primaries();
        shell.copies();
        shell.mounted();
        assertThat(List.of(shell.lsn("EP01"), shell.lsn("EP11"))).containsOnly(10_250L);
        assertThat(shell.magic("EP01")).isEqualTo(shell.magic("EP11")).isNotEqualTo(shell.magic("EP02"));
        shell.modes();
        shell.watched();

        assertThat(shell.state("EP01")).isEqualTo("PRIMARY OPEN");
        assertThat(shell.state("EP11")).isEqualTo("STANDBY OPEN");
        assertThat(shell.archive("EP01")).isEqualTo("VALID");
        shell.run("EP01", "CREATE TABLE T(K INT) DISTRIBUTED BY HASH(K)");
        shell.run("EP02", "INSERT INTO T VALUES(1), (2), (3)");
        assertThat(rows("EP11", "SELECT COUNT(*) FROM T") + rows("EP22", "SELECT COUNT(*) FROM T"))
                .isEqualTo(3);
    }

    private long rows(String instance, String count) {
        Client client = shell.on(instance);
        try {
            return ((Number) Objects.requireNonNull(client.value(count))).longValue();
        } finally {
            client.session().close();
        }
    }

    @Test
    void a_copy_has_the_rows_that_there_were() {
        inUse();
        shutDown();
        shell.copies();
        shell.mounted();
        assertThat(shell.lsn("EP11")).isEqualTo(shell.lsn("EP01")).isGreaterThan(10_266);
        shell.modes();
        shell.watched();

        assertThat(rows("EP11", "SELECT COUNT(*) FROM CITY") + rows("EP22", "SELECT COUNT(*) FROM CITY"))
                .isEqualTo(3);
        shell.run("EP01", "UPDATE CITY SET NAME = 'x' WHERE ID IN (1, 2)");
        shell.run("EP01", "INSERT INTO CITY VALUES(5, 'y'), (6, 'z')");
        assertThat(rows("EP11", "SELECT COUNT(*) FROM CITY WHERE NAME IN ('x', 'y', 'z')")
                        + rows("EP22", "SELECT COUNT(*) FROM CITY WHERE NAME IN ('x', 'y', 'z')"))
                .isEqualTo(4);
        assertThat(shell.archive("EP01")).isEqualTo("VALID");
    }

    @Test
    void a_backup_that_is_restored_has_them_too() {
        inUse();
        shutDown();
        shell.type(
                "A: ./dmbackup TYPE=FULL INI_PATH=" + Shell.EP01 + " NAME=BACKUP_FILE",
                "B: ./dmbackup TYPE=FULL INI_PATH=" + Shell.EP02 + " NAME=BACKUP_FILE",
                "scp A:/dm/data/EP01/DAMENG/bak/BACKUP_FILE.bak B:/dm/data/DB_DAMENG_01.bak",
                "scp B:/dm/data/EP02/DAMENG/bak/BACKUP_FILE.bak A:/dm/data/",
                "A: dminit path=/dm/data/EP02",
                "B: dminit path=/dm/data/EP01",
                "B: ./dmrestore INI_PATH=" + Shell.EP01 + " FILE=/dm/data/DB_DAMENG_01.bak",
                "A: ./dmrestore INI_PATH=" + Shell.EP02 + " FILE=/dm/data/BACKUP_FILE.bak");
        shell.mounted();
        assertThat(shell.magic("EP11")).isEqualTo(shell.magic("EP01"));
        shell.modes();
        shell.watched();

        assertThat(rows("EP11", "SELECT COUNT(*) FROM CITY") + rows("EP22", "SELECT COUNT(*) FROM CITY"))
                .isEqualTo(3);
        assertThat(shell.archive("EP01")).isEqualTo("VALID");
    }

    @Test
    void a_backup_is_what_there_was_when_it_was_made() {
        inUse();
        shutDown();
        shell.type("A: dmbackup TYPE=FULL INI_PATH=" + Shell.EP01 + " NAME=OLD");
        long before = shell.lsn("EP01");
        shell.type("A: dmserver " + Shell.EP01, "B: dmserver " + Shell.EP02);
        shell.run("EP01", "DELETE FROM CITY");
        shutDown();
        shell.type("A: dmrestore INI_PATH=" + Shell.EP01 + " FILE=/dm/data/EP01/DAMENG/bak/OLD.bak");
        assertThat(shell.lsn("EP01")).isEqualTo(before);
        shell.type("A: dmserver " + Shell.EP01, "B: dmserver " + Shell.EP02);
        assertThat(rows("EP01", "SELECT COUNT(*) FROM CITY")).isBetween(1L, 3L);
    }

    @Test
    void a_standby_that_was_made_by_itself_gets_nothing_and_takes_nobodys_place() {
        shell.primaries();
        shell.copies();
        shell.type("A: rm -r /dm/data/EP02", "A: dminit path=/dm/data/EP02");
        shell.mounted();
        assertThat(shell.lsn("EP22")).isEqualTo(shell.lsn("EP02"));
        assertThat(shell.magic("EP22")).isNotEqualTo(shell.magic("EP02"));
        shell.modes();
        shell.watched();

        assertThat(shell.archive("EP01")).isEqualTo("VALID");
        assertThat(shell.archive("EP02")).isEqualTo("INVALID");
        shell.run("EP01", "CREATE TABLE T(K INT) DISTRIBUTED BY HASH(K)");
        assertThat(shell.lsn("EP22")).isLessThan(shell.lsn("EP02"));
        assertThat(shell.mpp.roles().isTrusted(shell.mpp.ep("EP02").state())).isFalse();
    }

    @Test
    void two_logs_that_have_gone_apart_are_not_taken_for_one() {
        shell.primaries();
        shell.copies();
        shell.type("A: dmserver " + Shell.EP01, "A: DmServiceEP01 stop"); // each of them by itself
        shell.type("B: dmserver " + Shell.EP01, "B: DmServiceEP11 stop");
        shell.mounted();
        assertThat(shell.lsn("EP01")).isEqualTo(shell.lsn("EP11"));
        assertThat(shell.magic("EP01")).isEqualTo(shell.magic("EP11"));
        shell.modes();
        shell.watched();

        assertThat(shell.archive("EP01")).isEqualTo("INVALID");
        assertThat(shell.archive("EP02")).isEqualTo("VALID");
    }

    @Test
    void data_that_is_prepared_anew_makes_a_standby_of_it_again() {
        two_logs_that_have_gone_apart_are_not_taken_for_one();
        shell.run("EP02", "CREATE TABLE T(K INT) DISTRIBUTED BY HASH(K)");
        shell.run("EP02", "INSERT INTO T VALUES(1), (2), (3)");
        shell.type(
                "B: DmServiceEP11 stop",
                "A: DmServiceEP01 stop",
                "scp -r A:/dm/data/EP01 B:/dm/data/",
                "A: dmserver " + Shell.EP01 + " mount",
                "B: dmserver " + Shell.EP01 + " mount");
        assertThat(shell.state("EP11")).isEqualTo("PRIMARY MOUNT"); // mode and OGUID are copied, too
        shell.pass(80);

        assertThat(shell.state("EP01")).isEqualTo("PRIMARY OPEN");
        assertThat(shell.archive("EP01")).isEqualTo("VALID");
        assertThat(shell.lsn("EP11")).isEqualTo(shell.lsn("EP01"));
        assertThat(rows("EP11", "SELECT COUNT(*) FROM T"))
                .isEqualTo(rows("EP01", "SELECT COUNT(*) FROM T WHERE SF_GET_EP_SEQNO(ROWID) = 0"));
    }

    @Test
    void the_data_of_another_group_does_no_harm() {
        shell.primaries();
        shell.copies();
        shell.type("B: cp -r /dm/data/EP02 /dm/data/EP01");
        shell.mounted();
        assertThat(shell.magic("EP11")).isEqualTo(shell.magic("EP02"));
        shell.modes();
        shell.watched();
        shell.run("EP01", "CREATE TABLE T(K INT) DISTRIBUTED BY HASH(K)");
        shell.run("EP01", "INSERT INTO T VALUES(1), (2)");

        assertThat(shell.archive("EP01")).isEqualTo("INVALID");
        assertThat(shell.lsn("EP11")).isEqualTo(10_250);
    }

    @Test
    void a_table_that_older_data_does_not_have_is_an_error_there() {
        shell.primaries();
        shell.type("A: dmbackup TYPE=FULL INI_PATH=" + Shell.EP01 + " NAME=EMPTY");
        shell.type("A: dmserver " + Shell.EP01, "B: dmserver " + Shell.EP02);
        shell.run("EP01", "CREATE TABLE T(K INT) DISTRIBUTED BY HASH(K)");
        shell.run("EP01", "INSERT INTO T VALUES(1), (2)");
        shutDown();
        shell.type("A: dmrestore INI_PATH=" + Shell.EP01 + " FILE=/dm/data/EP01/DAMENG/bak/EMPTY.bak");
        shell.type("A: dmserver " + Shell.EP01, "B: dmserver " + Shell.EP02);

        Client client = shell.on("EP02");
        assertThat(client.code("SELECT COUNT(*) FROM T")).isNegative();
        assertThat(client.code("INSERT INTO T VALUES(2)")).isNegative();
        assertThat(client.code("DROP TABLE T")).isNegative();
        assertThat(client.value("SELECT 1")).isEqualTo(1);
    }

    @Test
    void an_open_transaction_ends_when_its_instance_is_shut_down() {
        inUse();
        Client client = shell.on("EP01").manual();
        client.run("INSERT INTO CITY VALUES(8, 'Xiamen')");
        shutDown();
        shell.copies();
        shell.type("A: dmserver " + Shell.EP01, "B: dmserver " + Shell.EP02);

        assertThat(rows("EP01", "SELECT COUNT(*) FROM CITY")).isEqualTo(3);
    }

    @Test
    void the_monitor_starts_what_was_shut_down_and_not_what_was_never_made() {
        shell.primaries();
        shell.copies();
        shell.mounted();
        shell.modes();
        shell.watched();
        shell.type("C: ./dmppmon /dm/data/dmmon.ini");
        shell.pass(5);
        shell.atMonitor("login", "SYSDBA", "SYSDBA", "stop database EP11");
        shell.pass(5);
        assertThat(shell.state("EP11")).isEqualTo("STANDBY SHUTDOWN");
        assertThat(shell.mpp.troubles()).isEmpty();
        shell.atMonitor("startup database EP11");
        shell.pass(5);
        assertThat(shell.state("EP11")).isEqualTo("STANDBY OPEN");

        shell.atMonitor("stop database EP11");
        shell.pass(5);
        shell.type("B: rm -r /dm/data/EP01");
        assertThat(shell.atMonitor("startup database EP11")).contains("has no database");
    }
}
