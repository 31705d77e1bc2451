package io.opendcp.simulator.scenario;

import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.DmIniKeys;
import io.opendcp.protocol.ini.DmMalIni;
import io.opendcp.protocol.ini.DmMalIni.MalInstance;
import io.opendcp.protocol.ini.DmMppIni;
import io.opendcp.protocol.ini.IniKey;
import io.opendcp.protocol.ini.IniProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What must hold between the files of a scenario: each EP of dmmpp.ini has its section in dmmal.ini and its own dm.ini,
 * and these say the same.
 *
 * @param servers by INSTANCE_NAME, in any case
 */
record ScenarioChecks(
        DmMalIni mal, DmMppIni mpp, MalAddresses addresses, Map<String, ScenarioServer> servers, IniProblems problems) {
    /**
     * The EPs whose files agree, by EPNO; the others become problems.
     *
     * @param someUnread whether a dm.ini has problems of its own, so that a missing one is no news
     */
    List<ScenarioEp> eps(Path dir, boolean someUnread) {
        List<ScenarioEp> eps = new ArrayList<>();
        DmIni first = null;
        for (DmMppIni.Item item : mpp.items()) {
            Optional<MalInstance> address = address(item);
            ScenarioServer server = servers.get(item.instName());
            if (server == null) {
                if (!someUnread) {
                    error(item, "没有实例 " + item.instName() + " 的 dm.ini", "has no dm.ini in a folder of " + dir);
                }
                continue;
            }
            DmIni ini = server.ini();
            checkServer(ini, first, true);
            if (!ini.mppIni()) {
                String what = "MPP_INI = 0";
                problems.error(ini.file(), ini.line(DmIniKeys.MPP_INI), what, "EP 必须为 1", "must be 1 on an EP");
            }
            first = first == null ? ini : first;
            if (address.isPresent()) {
                checkPort(ini, address.get());
                eps.add(ep(item, ini, address.get()));
            }
        }
        return eps.stream().sorted(Comparator.comparingInt(ScenarioEp::epno)).toList();
    }

    /** What holds for an EP holds for its standby, except for MPP_INI: 0 in the manual, 1 in current DM. */
    void checkStandby(DmIni ini, MalInstance address) {
        Optional<DmIni> first = mpp.items().stream()
                .map(item -> servers.get(item.instName()))
                .filter(Objects::nonNull)
                .map(ScenarioServer::ini)
                .findFirst();
        checkServer(ini, first.orElse(null), false);
        checkPort(ini, address);
    }

    private Optional<MalInstance> address(DmMppIni.Item item) {
        Optional<MalInstance> found = addresses.find(item.instName());
        if (found.isEmpty()) {
            error(item, mal.file() + " 中没有此实例", "is not in " + mal.file());
        }
        return found;
    }

    private void checkServer(DmIni ini, @Nullable DmIni first, boolean isEp) {
        if (ini.enableDcpMode()) {
            problems.error(
                    ini.file(),
                    ini.line(DmIniKeys.ENABLE_DCP_MODE),
                    "ENABLE_DCP_MODE = 1",
                    (isEp ? "EP" : "备库") + " 不能作为 DCP 运行",
                    (isEp ? "an EP" : "a standby") + " cannot run as a DCP");
        }
        if (!ini.malIni()) {
            problems.error(
                    ini.file(),
                    ini.line(DmIniKeys.MAL_INI),
                    "MAL_INI = 0",
                    (isEp ? "EP" : "备库") + " 必须为 1",
                    "must be 1 on " + (isEp ? "an EP" : "a standby"));
        }
        if (first != null) {
            checkEqual(ini, first, DmIniKeys.MAX_EP_SITES, ini.maxEpSites(), first.maxEpSites());
            checkEqual(
                    ini,
                    first,
                    DmIniKeys.MPP_WAIT_TIME,
                    ini.mppWait().toSeconds(),
                    first.mppWait().toSeconds());
            checkEqual(
                    ini,
                    first,
                    DmIniKeys.SESSION_KEEPALIVE,
                    ini.keepAlive().toSeconds(),
                    first.keepAlive().toSeconds());
        }
        if (mpp.items().size() > ini.maxEpSites()) {
            problems.error(
                    ini.file(),
                    ini.line(DmIniKeys.MAX_EP_SITES),
                    "MAX_EP_SITES = " + ini.maxEpSites(),
                    "小于 EP 数 " + mpp.items().size(),
                    "is less than the " + mpp.items().size() + " EPs of " + mpp.file());
        }
    }

    private void checkEqual(DmIni ini, DmIni first, IniKey key, long value, long expected) {
        if (value != expected) {
            problems.error(
                    ini.file(),
                    ini.line(key),
                    key.name() + " = " + value,
                    "与 " + first.file() + " 中的 " + expected + " 不一致",
                    "differs from " + expected + " in " + first.file() + ": it must be equal on all EPs");
        }
    }

    private void checkPort(DmIni ini, MalInstance address) {
        if (ini.portNum() != address.instPort()) {
            problems.error(
                    ini.file(),
                    ini.line(DmIniKeys.PORT_NUM),
                    "PORT_NUM = " + ini.portNum(),
                    "与 " + mal.file() + " 中的 MAL_INST_PORT = " + address.instPort() + " 不一致",
                    "differs from MAL_INST_PORT = " + address.instPort() + " in " + mal.file());
        }
    }

    /** Whether dmmpp.ini has {@code instance}. */
    boolean isEp(String instance) {
        return mpp.items().stream().anyMatch(item -> item.instName().equalsIgnoreCase(instance));
    }

    /** Names the instances of dmmal.ini that are neither EPs nor standbys. */
    void tellOthers(Predicate<String> isStandby) {
        for (MalInstance instance : mal.instances()) {
            String name = instance.instName();
            if (!isEp(name) && !isStandby.test(name)) {
                problems.warning(
                        mal.file(),
                        instance.line(),
                        "[" + instance.malName() + "]",
                        name + " 不是 MPP 的 EP，不启动",
                        name + " is no EP of the MPP, and is not started");
            }
        }
    }

    private ScenarioEp ep(DmMppIni.Item item, DmIni ini, MalInstance address) {
        return new ScenarioEp(
                ini.instanceName(),
                item.seqNo(),
                item.serviceName(),
                addresses.host(address),
                ini.portNum(),
                address.malName(),
                address.host(),
                address.port());
    }

    private void error(DmMppIni.Item item, String chinese, String english) {
        problems.error(
                mpp.file(),
                item.line(),
                "[" + item.serviceName() + "] MPP_INST_NAME = " + item.instName(),
                chinese,
                english);
    }
}
