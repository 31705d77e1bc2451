package io.opendcp.protocol.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.ini.IniException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackHostsTest {
    private static final String THREE = "192.168.0.1 = 127.0.0.1\n192.168.0.2 = 127.0.0.2\ndcp = 127.0.0.3\n";

    private final Path file;

    LoopbackHostsTest(@TempDir Path dir) {
        file = dir.resolve("hosts");
    }

    private LoopbackHosts read(String text) throws IOException {
        return LoopbackHosts.read(Files.writeString(file, text));
    }

    private static InetSocketAddress at(int lastByte, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) lastByte}), port);
    }

    @Test
    void a_host_is_its_loopback_address_with_the_same_port() throws IOException {
        LoopbackHosts hosts = read(THREE).fitting(address -> true);

        assertThat(hosts.address("192.168.0.2", 5237)).isEqualTo(at(2, 5237));
        assertThat(hosts.address("dcp", 5238)).isEqualTo(at(3, 5238));
        assertThat(hosts.shared()).isFalse();
    }

    @Test
    void with_one_address_only_hosts_differ_by_their_ports() throws IOException {
        LoopbackHosts hosts = read(THREE).fitting(InetAddress.getLoopbackAddress()::equals);

        assertThat(hosts.shared()).isTrue();
        assertThat(hosts.address("192.168.0.1", 5236)).isEqualTo(at(1, 5236));
        assertThat(hosts.address("192.168.0.2", 5236)).isEqualTo(at(1, 5436));
        assertThat(hosts.address("dcp", 5238)).isEqualTo(at(1, 5638));
        assertThatThrownBy(() -> hosts.address("dcp", 65400)).isInstanceOf(UnmappedHostException.class);
    }

    @Test
    void an_unmapped_host_is_refused() throws IOException {
        LoopbackHosts hosts = read(THREE);

        assertThatThrownBy(() -> hosts.address("example.com", 5236))
                .isInstanceOf(UnmappedHostException.class)
                .hasMessage("example.com is not in the host table " + file);
    }

    @Test
    void only_loopback_addresses_may_stand_in_a_table() {
        assertThatThrownBy(
                        () -> read("a = 10.0.0.1\nb = 127.0.0.999\nc = localhost\nd = 127.0.0.1\nd = 127.0.0.2\n[e]\n"))
                .isInstanceOf(IniException.class)
                .hasMessage(file + ", line 1: a = 10.0.0.1: must be an address 127.x.y.z\n" + file
                        + ", line 2: b = 127.0.0.999: must be an address 127.x.y.z\n" + file
                        + ", line 3: c = localhost: must be an address 127.x.y.z\n" + file
                        + ", line 5: d = 127.0.0.2: is set already\n" + file
                        + ", line 6: [e]: a host table has no sections");
        assertThatThrownBy(() -> read("# nothing\n")).hasMessage(file + ": must have 1..254 hosts");
    }

    @Test
    void an_address_this_system_lacks_is_noticed() throws IOException {
        assertThat(LoopbackHosts.bindableHere(InetAddress.getLoopbackAddress())).isTrue();
        assertThat(LoopbackHosts.bindableHere(InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 1})))
                .isFalse();
    }

    @Test
    void a_bound_port_is_found_under_its_ini_files_name() {
        FreePorts hosts = new FreePorts();
        InetSocketAddress bound = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_001);

        assertThatThrownBy(() -> hosts.address("192.168.0.1", 5236)).isInstanceOf(UnmappedHostException.class);
        hosts.bound("192.168.0.1", 5236, bound);

        assertThat(hosts.address("192.168.0.1", 5236)).isEqualTo(bound);
        assertThat(hosts.toBind().getPort()).isZero();
    }

    @Test
    void this_machines_own_addresses_are_themselves() throws Exception {
        LoopbackHosts hosts = read("a = 127.0.0.1\n");

        assertThat(hosts.address("127.0.0.9", 5236)).isEqualTo(new InetSocketAddress("127.0.0.9", 5236));
        assertThat(new FreePorts().address("127.0.0.9", 5236)).isEqualTo(new InetSocketAddress("127.0.0.9", 5236));
    }
}
