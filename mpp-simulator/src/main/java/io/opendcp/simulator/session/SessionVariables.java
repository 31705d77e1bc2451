package io.opendcp.simulator.session;

import io.opendcp.simulator.store.H2Session;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.h2.util.JSR310Utils;
import org.h2.value.Value;
import org.h2.value.ValueBigint;
import org.h2.value.ValueInteger;
import org.h2.value.ValueNull;
import org.h2.value.ValueVarchar;

/** The H2 variables that stand for what a session knows; {@code dialect} puts their names into statements. */
final class SessionVariables {
    private SessionVariables() {}

    /** Sets what does not change while the session lives. */
    static void fixed(EpSession session, H2Session h2) {
        Cluster cluster = session.cluster();
        h2.variable("DM_USER", ValueVarchar.get(session.user()));
        h2.variable(
                "DM_USER_ID",
                ValueInteger.get(
                        cluster.dictionary().users().require(session.user()).id()));
        h2.variable("DM_SESSION", ValueBigint.get(session.sessionId()));
        h2.variable("DM_SELF_EP", ValueInteger.get(session.epno()));
        h2.variable("DM_INSTANCE", ValueVarchar.get(session.ep().spec().instanceName()));
        h2.variable("DM_MAGIC", ValueInteger.get(session.ep().magic()));
        h2.variable("DM_BUILD", ValueVarchar.get(Constants.BUILD));
        boolean utf8 = cluster.spec().charset().equals(StandardCharsets.UTF_8);
        h2.variable("DM_UNICODE", ValueInteger.get(utf8 ? 1 : 0));
        h2.variable("DM_CASE", ValueInteger.get(cluster.spec().caseSensitive() ? 1 : 0));
    }

    /** Sets what may differ from statement to statement. */
    static void current(EpSession session, H2Session h2) {
        h2.zone(session.zone());
        OffsetDateTime now = session.ep().clock().now().atOffset(session.zone());
        LocalDateTime local = now.toLocalDateTime();
        h2.variable("DM_NOW", JSR310Utils.localDateTimeToValue(local));
        h2.variable("DM_NOW_ZONED", JSR310Utils.offsetDateTimeToValue(now));
        h2.variable("DM_SCHEMA", ValueVarchar.get(session.schema()));
        h2.variable(
                "DM_SCHEMA_ID",
                ValueInteger.get(session.cluster()
                        .dictionary()
                        .schema(session.schema())
                        .map(schema -> schema.id())
                        .orElse(0)));
        h2.variable("DM_SELECT_LOCAL", ValueInteger.get(session.reach().readsLocally() ? 1 : 0));
        Long identity = session.lastIdentity();
        Value key = identity == null ? ValueNull.INSTANCE : ValueBigint.get(identity);
        h2.variable("DM_IDENTITY", key);
    }
}
