package io.opendcp.simulator.view;

import io.opendcp.simulator.dialect.Rewriter;
import io.opendcp.simulator.session.EpStore;
import io.opendcp.simulator.session.Viewer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** dm.ini as the EP sees it: the parameters that mean something here. */
final class ParameterViews {
    private ParameterViews() {}

    static List<SystemView> all() {
        return List.of(
                SystemView.perEp(
                        "V$DM_INI",
                        "PARA_NAME VARCHAR(128); PARA_VALUE VARCHAR(256); MIN_VALUE VARCHAR(256); MAX_VALUE VARCHAR(256); "
                                + "DEFAULT_VALUE VARCHAR(256); MPP_CHK CHAR(1); SESS_VALUE VARCHAR(256); "
                                + "FILE_VALUE VARCHAR(256); DESCRIPTION VARCHAR(256); PARA_TYPE VARCHAR(200)",
                        ParameterViews::ini),
                SystemView.dictionary(
                        Rewriter.PARAMETERS,
                        "PARA_NAME VARCHAR(128); PARA_VALUE VARCHAR(256)",
                        (viewer, ep) -> values(viewer, ep).entrySet().stream()
                                .map(each -> Row.of(each.getKey(), each.getValue()))
                                .toList()),
                SystemView.perEp(
                        "V$PARAMETER",
                        "ID INT; NAME VARCHAR(80); TYPE VARCHAR(200); VALUE VARCHAR(4000); SYS_VALUE VARCHAR(4000); "
                                + "FILE_VALUE VARCHAR(4000); DESCRIPTION VARCHAR(255); DEFAULT_VALUE VARCHAR(256); ISDEFAULT INT",
                        ParameterViews::parameters));
    }

    private static Map<String, String> values(Viewer viewer, EpStore ep) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("INSTANCE_NAME", ep.spec().instanceName());
        values.put("PORT_NUM", Integer.toString(ep.spec().instancePort()));
        values.put("MAL_INI", "1");
        values.put("MPP_INI", viewer.reach().eps().size() > 1 ? "1" : "0");
        values.put("MAX_EP_SITES", Integer.toString(viewer.spec().maxEpSites()));
        values.put("MPP_WAIT_TIME", Long.toString(viewer.spec().waitTime().toSeconds()));
        values.put("SESSION_KEEPALIVE", Long.toString(viewer.spec().keepAlive().toSeconds()));
        values.put("DDL_AUTO_COMMIT", "1");
        values.put("COMPATIBLE_MODE", "0");
        values.put("CASE_SENSITIVE", viewer.spec().caseSensitive() ? "1" : "0");
        values.put("USE_NEW_HASH", "1");
        return values;
    }

    private static List<List<@Nullable Object>> ini(Viewer viewer, EpStore ep) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        values(viewer, ep)
                .forEach((name, value) ->
                        rows.add(Row.of(name, value, null, null, null, "Y", value, value, "", "READ ONLY")));
        return rows;
    }

    private static List<List<@Nullable Object>> parameters(Viewer viewer, EpStore ep) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        values(viewer, ep)
                .forEach((name, value) ->
                        rows.add(Row.of(rows.size() + 1, name, "READ ONLY", value, value, value, "", null, 0)));
        return rows;
    }
}
