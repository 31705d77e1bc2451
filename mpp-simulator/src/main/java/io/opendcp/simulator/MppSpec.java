package io.opendcp.simulator;

import io.opendcp.protocol.distribution.RowIdLayout;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Describes a cluster before there is one: its EPs and what is equal on all of them.
 *
 * @param eps in any order; at least one, EPNOs and names all different
 * @param charset the databases' character set, which decides string hashes and the length of VARCHAR
 * @param caseSensitive dminit CASE_SENSITIVE
 * @param waitTime MPP_WAIT_TIME: how long a statement waits for a lock
 * @param hashMaps how new tables get their hash map
 * @param maxEpSites MAX_EP_SITES: with it comes the number of EPNO bits in a ROWID
 * @param sysdbaPassword the password of SYSDBA, and of SYSAUDITOR and SYSSSO
 * @param zone the databases' time zone
 * @param mal the network between the EPs
 * @param disk what each EP keeps its log on
 * @param standbys with the EPNO of their primary; at most one each
 * @param keepAlive SESSION_KEEPALIVE: how long a client may be gone without a word before its session ends; zero for ever
 */
public record MppSpec(
        List<EpSpec> eps,
        Charset charset,
        boolean caseSensitive,
        Duration waitTime,
        HashMaps hashMaps,
        int maxEpSites,
        String sysdbaPassword,
        ZoneOffset zone,
        MalSpec mal,
        DiskSpec disk,
        List<EpSpec> standbys,
        Duration keepAlive) {

    /** How a table's hash map is made when the table is created. */
    public enum HashMaps {
        /** {@code EP = H mod N}: the EP numbers in rising order. */
        IDENTITY,
        /** Drawn from the cluster's seed and the table's name, of a length that is no multiple of the EP count. */
        SEEDED
    }

    public MppSpec {
        eps = List.copyOf(eps);
        standbys = List.copyOf(standbys);
        if (eps.isEmpty()) {
            throw new IllegalArgumentException("a cluster has at least one EP");
        }
        if (eps.stream().map(EpSpec::epno).distinct().count() != eps.size()
                || eps.stream().map(EpSpec::instanceName).distinct().count() != eps.size()) {
            throw new IllegalArgumentException("EPNOs and instance names must differ: " + eps);
        }
        requireStandbys(eps, standbys);
        int sites = eps.size();
        if (maxEpSites < Math.max(2, sites) || maxEpSites > EpSpec.EPNO_MAX + 1) {
            throw new IllegalArgumentException(
                    "MAX_EP_SITES %d is not within %d to 1024".formatted(maxEpSites, Math.max(2, sites)));
        }
    }

    /** {@code count} EPs with every setting at its default. */
    public static MppSpec ofEps(int count) {
        List<EpSpec> eps = IntStream.range(0, count).mapToObj(EpSpec::numbered).collect(Collectors.toList());
        return of(eps);
    }

    /** These EPs with every setting at its default: UTF-8, case-sensitive, 10 s, identity maps, SYSDBA/SYSDBA. */
    public static MppSpec of(List<EpSpec> eps) {
        return new MppSpec(
                eps,
                StandardCharsets.UTF_8,
                true,
                Duration.ofSeconds(10),
                HashMaps.IDENTITY,
                64,
                "SYSDBA",
                ZoneOffset.ofHours(8),
                MalSpec.INSTANT,
                DiskSpec.INSTANT,
                List.of(),
                Duration.ofMinutes(2));
    }

    private static void requireStandbys(List<EpSpec> eps, List<EpSpec> standbys) {
        List<EpSpec> all = Stream.concat(eps.stream(), standbys.stream()).toList();
        boolean unknown =
                standbys.stream().anyMatch(standby -> eps.stream().noneMatch(ep -> ep.epno() == standby.epno()));
        if (unknown
                || standbys.stream().map(EpSpec::epno).distinct().count() != standbys.size()
                || all.stream().map(EpSpec::instanceName).distinct().count() != all.size()) {
            throw new IllegalArgumentException(
                    "a standby has the EPNO of its primary, at most one each, and a name of its own: " + standbys);
        }
    }

    /** So many pairs of a primary and its standby: EP01 and EP11, EP02 and EP22, ... */
    public static MppSpec ofGroups(int count) {
        List<EpSpec> primaries = IntStream.range(0, count)
                .mapToObj(epno -> EpSpec.numbered(epno).withMode(InstanceMode.PRIMARY))
                .toList();
        return of(primaries)
                .withStandbys(
                        IntStream.range(0, count).mapToObj(EpSpec::standbyOf).toList());
    }

    /** EPs and standbys. */
    public List<EpSpec> instances() {
        return Stream.concat(eps.stream(), standbys.stream()).toList();
    }

    /** Other EPs, with everything else as it is. */
    public MppSpec withEps(List<EpSpec> all) {
        return with(parts -> parts.eps = all);
    }

    /** Each of {@code all} has the EPNO of its primary. */
    public MppSpec withStandbys(List<EpSpec> all) {
        return with(parts -> parts.standbys = all);
    }

    public MppSpec withHashMaps(HashMaps maps) {
        return with(parts -> parts.hashMaps = maps);
    }

    public MppSpec withWaitTime(Duration time) {
        return with(parts -> parts.waitTime = time);
    }

    public MppSpec withCharset(Charset set) {
        return with(parts -> parts.charset = set);
    }

    public MppSpec withCaseSensitive(boolean on) {
        return with(parts -> parts.caseSensitive = on);
    }

    public MppSpec withSysdbaPassword(String password) {
        return with(parts -> parts.sysdbaPassword = password);
    }

    public MppSpec withMal(MalSpec network) {
        return with(parts -> parts.mal = network);
    }

    public MppSpec withDisk(DiskSpec disks) {
        return with(parts -> parts.disk = disks);
    }

    public MppSpec withKeepAlive(Duration limit) {
        return with(parts -> parts.keepAlive = limit);
    }

    private MppSpec with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return new MppSpec(
                parts.eps,
                parts.charset,
                parts.caseSensitive,
                parts.waitTime,
                parts.hashMaps,
                maxEpSites,
                parts.sysdbaPassword,
                zone,
                parts.mal,
                parts.disk,
                parts.standbys,
                parts.keepAlive);
    }

    /** What another one may have otherwise. */
    private static final class Parts {
        private List<EpSpec> eps;
        private Charset charset;
        private boolean caseSensitive;
        private Duration waitTime;
        private HashMaps hashMaps;
        private String sysdbaPassword;
        private MalSpec mal;
        private DiskSpec disk;
        private List<EpSpec> standbys;
        private Duration keepAlive;

        Parts(MppSpec of) {
            eps = of.eps;
            charset = of.charset;
            caseSensitive = of.caseSensitive;
            waitTime = of.waitTime;
            hashMaps = of.hashMaps;
            sysdbaPassword = of.sysdbaPassword;
            mal = of.mal;
            disk = of.disk;
            standbys = of.standbys;
            keepAlive = of.keepAlive;
        }
    }

    /** How ROWIDs are made up: the EPNO has bits in them if there is more than one EP. */
    public RowIdLayout rowIds() {
        return RowIdLayout.of(eps.size() > 1, maxEpSites, false);
    }
}
