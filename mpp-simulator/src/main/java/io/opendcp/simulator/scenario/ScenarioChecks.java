package io.opendcp.simulator.scenario;

import io.opendcp.protocol.host.LoopbackHosts;
import io.opendcp.protocol.host.UnmappedHostException;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must hold between the files of a scenario: each EP of dmmpp.ini has its section in dmmal.ini and its own dm.ini,
 * and these say the same.
 *
 * @param servers the dm.ini by INSTANCE_NAME, in any case
 */
record ScenarioChecks(DmMalIni mal, DmMppIni mpp, Map<String, DmIni> servers, IniProblems problems) {
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
            DmIni ini = servers.get(item.instName());
            if (ini == null && someUnread) {
                continue;
            }
            if (ini == null) {
                error(item, "没有实例 " + item.instName() + " 的 dm.ini", "has no dm.ini in a folder of " + dir);
                continue;
            }
            checkServer(ini, first);
            first = first == null ? ini : first;
            if (address.isPresent()) {
                checkPort(ini, address.get());
                eps.add(ep(item, ini, address.get()));
            }
        }
        tellOthers();
        return eps.stream().sorted(Comparator.comparingInt(ScenarioEp::epno)).toList();
    }

    /** Each address is in the host table: a scenario stays on its machine. */
    void checkHosts(LoopbackHosts hosts) {
        for (MalInstance instance : mal.instances()) {
            try {
                hosts.address(instance.instHost(), instance.instPort());
            } catch (UnmappedHostException e) {
                String what = "[" + instance.malName() + "] MAL_INST_HOST = " + instance.instHost();
                problems.error(mal.file(), instance.line(), what, "不在主机表中", "is not in the host table");
            }
        }
    }

    private Optional<MalInstance> address(DmMppIni.Item item) {
        Optional<MalInstance> found = mal.instances().stream()
                .filter(instance -> instance.instName().equalsIgnoreCase(item.instName()))
                .findFirst();
        if (found.isEmpty()) {
            error(item, mal.file() + " 中没有此实例", "is not in " + mal.file());
        }
        return found;
    }

    private void checkServer(DmIni ini, @Nullable DmIni first) {
        if (ini.enableDcpMode()) {
            problems.error(
                    ini.file(),
                    ini.line(DmIniKeys.ENABLE_DCP_MODE),
                    "ENABLE_DCP_MODE = 1",
                    "EP 不能作为 DCP 运行",
                    "an EP cannot run as a DCP");
        }
        if (!ini.malIni()) {
            problems.error(ini.file(), ini.line(DmIniKeys.MAL_INI), "MAL_INI = 0", "EP 必须为 1", "must be 1 on an EP");
        }
        if (!ini.mppIni()) {
            problems.error(ini.file(), ini.line(DmIniKeys.MPP_INI), "MPP_INI = 0", "EP 必须为 1", "must be 1 on an EP");
        }
        if (first != null) {
            checkEqual(ini, first, DmIniKeys.MAX_EP_SITES, ini.maxEpSites(), first.maxEpSites());
            checkEqual(
                    ini,
                    first,
                    DmIniKeys.MPP_WAIT_TIME,
                    ini.mppWait().toSeconds(),
                    first.mppWait().toSeconds());
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

    /** A standby stands in dmmal.ini only; there are none in a plain MPP. */
    private void tellOthers() {
        for (MalInstance instance : mal.instances()) {
            if (mpp.items().stream().noneMatch(item -> item.instName().equalsIgnoreCase(instance.instName()))) {
                problems.warning(
                        mal.file(),
                        instance.line(),
                        "[" + instance.malName() + "]",
                        instance.instName() + " 不是 MPP 的 EP，不启动",
                        instance.instName() + " is no EP of the MPP, and is not started");
            }
        }
    }

    private static ScenarioEp ep(DmMppIni.Item item, DmIni ini, MalInstance address) {
        return new ScenarioEp(
                ini.instanceName(),
                item.seqNo(),
                item.serviceName(),
                address.instHost(),
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
