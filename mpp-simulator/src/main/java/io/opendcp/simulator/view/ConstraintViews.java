package io.opendcp.simulator.view;

import io.opendcp.simulator.catalog.Dictionary;
import io.opendcp.simulator.catalog.Users;
import io.opendcp.simulator.session.Viewer;
import io.opendcp.simulator.store.DictionaryCodes;
import io.opendcp.simulator.store.TypeFacts;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Indexes, keys, rights and types as drivers ask for them. */
final class ConstraintViews {
    private ConstraintViews() {}

    static List<SystemView> all() {
        return List.of(
                SystemView.dictionary(
                        "SYSINDEXES",
                        "ID INT; ISUNIQUE CHAR(1); GROUPID SMALLINT; ROOTFILE SMALLINT; ROOTPAGE INT; TYPE$ CHAR(2); "
                                + "XTYPE INT; FLAG INT; KEYNUM SMALLINT; KEYINFO VARBINARY(816); INIT_EXTENTS SMALLINT; "
                                + "BATCH_ALLOC SMALLINT; MIN_EXTENTS SMALLINT",
                        (viewer, ep) -> indexes(viewer)),
                SystemView.dictionary(
                        "SYSCONS",
                        "ID INT; TABLEID INT; COLID SMALLINT; TYPE$ CHAR(1); VALID CHAR(1); INDEXID INT; "
                                + "CHECKINFO VARCHAR(2048); FINDEXID INT; FACTION CHAR(2); TRIGID INT",
                        (viewer, ep) -> keys(viewer)),
                SystemView.dictionary(
                        "SYSGRANTS",
                        "URID INT; OBJID INT; COLID INT; PRIVID INT; GRANTOR INT; GRANTABLE CHAR(1)",
                        (viewer, ep) -> grants(viewer.dictionary())),
                SystemView.dictionary(
                        "SYSTYPEINFOS",
                        "TYPE_NAME VARCHAR(128); DATA_TYPE SMALLINT; COLUMN_SIZE INT; LITERAL_PREFIX VARCHAR(128); "
                                + "LITERAL_SUFFIX VARCHAR(128); CREATE_PARAMS VARCHAR(128); NULLABLE$ SMALLINT; "
                                + "CASE_SENSITIVE SMALLINT; SEARCHABLE SMALLINT; UNSIGNED_ATTRIBUTE SMALLINT; "
                                + "FIXED_PREC_SCALE SMALLINT; AUTO_UNIQUE_VALUE SMALLINT; LOCAL_TYPE_NAME VARCHAR(128); "
                                + "MINIMUM_SCALE SMALLINT; MAXIMUM_SCALE SMALLINT; NUM_PREC_RADIX INT; "
                                + "TYPE_VERSION VARCHAR(2)",
                        (viewer, ep) -> types(viewer.spec().caseSensitive())));
    }

    private static List<List<@Nullable Object>> indexes(Viewer viewer) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Constraints.Index index : Constraints.indexes(viewer)) {
            rows.add(Row.of(
                    index.id(),
                    index.unique() ? "Y" : "N",
                    0,
                    0,
                    0,
                    "BT",
                    0,
                    0,
                    index.columns().size(),
                    DictionaryCodes.keyInfo(index.columns()),
                    0,
                    0,
                    0));
        }
        return rows;
    }

    private static List<List<@Nullable Object>> keys(Viewer viewer) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Constraints.Key key : Constraints.keys(viewer)) {
            Constraints.Reference reference = key.reference();
            rows.add(Row.of(
                    key.id(),
                    key.table().id(),
                    -1,
                    key.type(),
                    "Y",
                    key.index().id(),
                    "",
                    reference == null ? -1 : reference.index().id(),
                    reference == null ? null : reference.actions(),
                    0));
        }
        return rows;
    }

    /** Rights on objects. Who granted one is not kept: it is said to be the owner. */
    private static List<List<@Nullable Object>> grants(Dictionary dictionary) {
        Users users = dictionary.users();
        Map<String, Integer> ids = new HashMap<>();
        Map<String, String> owners = new HashMap<>();
        Stream.of(
                        dictionary.tables().stream().map(table -> Map.entry(table.name(), table.id())),
                        dictionary.views().stream().map(view -> Map.entry(view.name(), view.id())),
                        dictionary.sequences().entrySet().stream())
                .flatMap(Function.identity())
                .forEach(object -> {
                    ids.put(object.getKey().sql(), object.getValue());
                    owners.put(
                            object.getKey().sql(),
                            dictionary.owner(object.getKey().schema()));
                });
        List<List<@Nullable Object>> rows = new ArrayList<>();
        users.grants().forEach((grant, passOn) -> {
            if (ids.containsKey(grant.object())) {
                rows.add(Row.of(
                        users.require(grant.grantee()).id(),
                        ids.get(grant.object()),
                        -1,
                        DictionaryCodes.rightNumber(grant.privilege()),
                        users.require(owners.getOrDefault(grant.object(), "SYS"))
                                .id(),
                        passOn ? "Y" : "N"));
            }
        });
        return rows;
    }

    /** Version J3 is what the JDBC driver asks for. */
    private static List<List<@Nullable Object>> types(boolean caseSensitive) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (TypeFacts type : TypeFacts.values()) {
            rows.add(Row.of(
                    type.typeName(),
                    type.jdbc(),
                    type.size(),
                    type.literalPrefix(),
                    type.literalSuffix(),
                    type.createParameters(),
                    DatabaseMetaData.typeNullable,
                    type.isCharacters() && caseSensitive ? 1 : 0,
                    DatabaseMetaData.typeSearchable,
                    0,
                    0,
                    0,
                    type.typeName(),
                    0,
                    type.largestScale(),
                    type.isNumber() ? 10 : null,
                    "J3"));
        }
        return rows;
    }
}
