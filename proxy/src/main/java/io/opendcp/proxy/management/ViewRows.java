package io.opendcp.proxy.management;

import io.opendcp.proxy.catalogue.Catalogue;
import io.opendcp.proxy.cluster.Credentials;
import io.opendcp.proxy.cluster.Ep;
import io.opendcp.proxy.cluster.Trouble;
import io.opendcp.proxy.pool.PoolView;
import io.opendcp.proxy.pool.WaitSummary;
import io.opendcp.proxy.session.PeerView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows that each view has now, in the column order of {@code views.sql}; columns behind the last one given are NULL.
 * Taken on the event loop. Manual 3.1, 5.
 */
final class ViewRows {
    private static final String HIDDEN = "******";
    /** V$SYSSTAT's class of transactions. */
    private static final int TRANSACTION_CLASS = 3;
    /** V$SESSIONS: the port is a TCP port. */
    private static final int TCP = 2;
    /** Place of CREATE_TIME and so on in V$SESSIONS. */
    private static final int SESSION_COLUMNS = 37;

    private static final Map<String, Function<Office, List<@Nullable Object[]>>> VIEWS = views();

    private ViewRows() {}

    private static Map<String, Function<Office, List<@Nullable Object[]>>> views() {
        Map<String, Function<Office, List<@Nullable Object[]>>> views = new LinkedHashMap<>();
        views.put(
                "SYSDCPINSTS",
                office -> rows(office.catalogue().instances(), each -> row(each.name(), each.host(), each.port())));
        views.put("SYSDCPLOGIN", office -> login(office.catalogue()));
        views.put("V$DCPINSTS", ViewRows::eps);
        views.put("V$DCPINST", ViewRows::eps);
        views.put("V$DCP_EP_STATE", ViewRows::states);
        views.put("V$DCP_POOL", office -> rows(List.of(office.state().pool()), ViewRows::pool));
        views.put("V$DCP_CONNPOOL", office -> rows(office.state().connections(), ViewRows::connection));
        views.put("V$DCP_DRAIN", ViewRows::drains);
        views.put("V$DCP_PAUSE", ViewRows::pauses);
        views.put("V$DCP_KEPT", ViewRows::kept);
        views.put("V$DCP_PEERS", ViewRows::peers);
        views.put("V$DCP_DEVIATIONS", ViewRows::deviations);
        views.put("V$SYSSTAT", ViewRows::counters);
        views.put("V$DM_INI", office -> rows(office.state().parameters(), ViewRows::dmIni));
        views.put("V$PARAMETER", ViewRows::parameters);
        views.put("V$INSTANCE", ViewRows::instance);
        views.put("V$SESSIONS", ViewRows::sessions);
        views.put("V$VERSION", office -> rows(List.of(office.state().version()), ViewRows::row));
        return views;
    }

    static Set<String> names() {
        return Collections.unmodifiableSet(VIEWS.keySet());
    }

    /** Whether {@code name} is a view's. */
    static boolean has(String name) {
        return VIEWS.containsKey(name) || Dictionary.has(name);
    }

    /** What each of {@code views} shows to a session. */
    static Map<String, List<@Nullable Object[]>> of(Set<String> views, ManagementSession session) {
        Map<String, List<@Nullable Object[]>> shown = new HashMap<>();
        Dictionary dictionary = new Dictionary(session);
        for (String view : views) {
            Function<Office, List<@Nullable Object[]>> rows = VIEWS.get(view);
            shown.put(view, rows == null ? dictionary.rows(view) : rows.apply(session.office()));
        }
        return shown;
    }

    private static <T> List<@Nullable Object[]> rows(List<T> items, Function<T, @Nullable Object[]> row) {
        List<@Nullable Object[]> rows = new ArrayList<>(items.size());
        items.forEach(item -> rows.add(row.apply(item)));
        return rows;
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static List<@Nullable Object[]> login(Catalogue catalogue) {
        Credentials login = catalogue.login();
        return login == null ? List.of() : rows(List.of(login), each -> row(each.user(), HIDDEN));
    }

    private static List<@Nullable Object[]> eps(Office office) {
        return rows(office.state().eps(), ep -> row(ep.name(), ep.epno(), ep.host(), ep.port()));
    }

    private static List<@Nullable Object[]> states(Office office) {
        DcpState state = office.state();
        Map<Integer, Trouble> troubles =
                state.troubles().stream().collect(Collectors.toMap(Trouble::epno, Function.identity()));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Ep ep : state.eps()) {
            Trouble trouble = troubles.get(ep.epno());
            rows.add(
                    trouble == null
                            ? row(ep.epno(), ep.name(), "OK")
                            : row(
                                    ep.epno(),
                                    ep.name(),
                                    "NOT USABLE",
                                    trouble.error().code(),
                                    trouble.error().getMessage(),
                                    at(trouble.since(), office)));
        }
        state.standbys().forEach(name -> rows.add(row(null, name, "STANDBY")));
        return rows;
    }

    private static @Nullable Object[] pool(PoolView pool) {
        WaitSummary waits = pool.waits();
        return waits.count() == 0
                ? row(pool.size(), pool.inUse(), pool.free(), pool.waiting(), 0L)
                : row(
                        pool.size(),
                        pool.inUse(),
                        pool.free(),
                        pool.waiting(),
                        waits.count(),
                        milliseconds(waits.p50()),
                        milliseconds(waits.p95()),
                        milliseconds(waits.p99()),
                        milliseconds(waits.longest()));
    }

    private static BigDecimal milliseconds(Duration time) {
        return BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMicros(time.toNanos()), 3);
    }

    private static @Nullable Object[] connection(PooledConnectionRow each) {
        Instant released = each.released();
        return row(
                each.id(),
                each.user(),
                each.schema(),
                each.epno(),
                each.forced() ? 2 : 1,
                released == null ? "N" : "Y",
                released == null ? null : (int) released.getEpochSecond());
    }

    private static List<@Nullable Object[]> drains(Office office) {
        return rows(
                office.state().drain().view(),
                each -> row(
                        each.stage().name(),
                        at(each.since(), office),
                        at(each.deadline(), office),
                        each.sessions(),
                        each.moved(),
                        each.closedIdle(),
                        each.closedInTransaction(),
                        each.left(),
                        each.livePeers()));
    }

    private static List<@Nullable Object[]> pauses(Office office) {
        return rows(
                office.state().pause().view(),
                each -> row(
                        each.stage().name(),
                        each.owner(),
                        at(each.since(), office),
                        at(each.deadline(), office),
                        each.atWork(),
                        each.waiting()));
    }

    private static List<@Nullable Object[]> kept(Office office) {
        Map<Integer, String> names = office.state().eps().stream().collect(Collectors.toMap(Ep::epno, Ep::name));
        return rows(
                office.state().kept(),
                each -> row(
                        each.session(),
                        each.user(),
                        each.epno(),
                        names.get(each.epno()),
                        each.reason(),
                        at(each.since(), office),
                        each.statement()));
    }

    private static List<@Nullable Object[]> peers(Office office) {
        return rows(office.state().peers(), each -> peer(each, office));
    }

    private static @Nullable Object[] peer(PeerView each, Office office) {
        Instant answered = each.answered();
        return row(
                each.peer().host(),
                each.peer().port(),
                each.name(),
                each.status(),
                at(each.since(), office),
                answered == null ? null : at(answered, office),
                each.code(),
                each.message(),
                each.topology(),
                each.placement(),
                each.tables(),
                each.differsIn());
    }

    private static List<@Nullable Object[]> deviations(Office office) {
        return rows(
                Deviation.on(office.state().parameters()),
                each -> row(each.name(), each.section(), each.switchedOffBy(), each.english(), each.chinese()));
    }

    private static List<@Nullable Object[]> counters(Office office) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CounterRow counter : office.state().counters()) {
            rows.add(row(rows.size() + 1, TRANSACTION_CLASS, counter.name(), counter.value()));
        }
        return rows;
    }

    private static @Nullable Object[] dmIni(ParameterRow each) {
        return row(
                each.name(),
                each.value(),
                text(each.least()),
                text(each.most()),
                each.defaultValue(),
                "N",
                each.value(),
                each.fileValue(),
                each.description(),
                type(each));
    }

    private static List<@Nullable Object[]> parameters(Office office) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ParameterRow each : office.state().parameters()) {
            rows.add(row(
                    rows.size() + 1,
                    each.name(),
                    type(each),
                    each.value(),
                    each.value(),
                    each.fileValue(),
                    each.description(),
                    each.defaultValue(),
                    each.value().equals(each.defaultValue()) ? 1 : 0));
        }
        return rows;
    }

    private static String type(ParameterRow each) {
        return each.dynamic() ? "SYS" : "IN FILE";
    }

    private static @Nullable String text(@Nullable Long bound) {
        return bound == null ? null : bound.toString();
    }

    private static List<@Nullable Object[]> instance(Office office) {
        DcpState state = office.state();
        String name = state.instanceName();
        return rows(
                List.of(name),
                each -> row(
                        name, name, 1, "", state.version(), "", at(state.startedAt(), office), "OPEN", "NORMAL", 0, 0));
    }

    private static LocalDateTime at(Instant instant, Office office) {
        return LocalDateTime.ofInstant(instant, office.zone());
    }

    private static List<@Nullable Object[]> sessions(Office office) {
        List<SessionRow> all = new ArrayList<>(office.managers().get());
        all.addAll(office.state().userSessions());
        return rows(all, each -> session(each, office));
    }

    private static @Nullable Object[] session(SessionRow each, Office office) {
        @Nullable Object[] row = new @Nullable Object[SESSION_COLUMNS];
        row[0] = each.id();
        row[3] = each.busy() ? "ACTIVE" : "IDLE";
        row[7] = each.schema();
        row[8] = each.user();
        row[10] = at(each.since(), office);
        row[23] = each.host();
        row[24] = each.program();
        row[25] = each.from();
        row[29] = each.busy() ? "RUNNING" : "IDLE";
        row[33] = each.management() ? "Y" : "N";
        row[35] = 1;
        row[36] = TCP;
        return row;
    }
}
