package io.opendcp.simulator.catalog;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.dialect.ObjectName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's dictionary. Every EP of a DM MPP holds all of it and all are equal, so that there is one here. Columns'
 * H2 side, indexes and constraints are in the databases; this is what H2 does not know.
 */
public final class Dictionary {
    private static final int FIRST_SCHEMA_ID = 150994945;
    private static final int FIRST_TABLE_ID = 1000;

    /** A schema: who owns it, and its number in SYSOBJECTS. */
    public record SchemaDef(String name, String owner, int id) {}

    private final Map<String, SchemaDef> schemas = new TreeMap<>();
    private final Map<ObjectName, TableDef> tables = new LinkedHashMap<>();
    private final Map<ObjectName, ViewDef> views = new LinkedHashMap<>();
    private final Map<ObjectName, Integer> sequences = new LinkedHashMap<>();
    private final Map<String, String> comments = new TreeMap<>();
    private final Users users;
    private int lastSchemaId = FIRST_SCHEMA_ID - 1;
    private int lastObjectId = FIRST_TABLE_ID - 1;
    private long version;

    public Dictionary(String sysdbaPassword) {
        users = new Users(sysdbaPassword);
        for (String owner : Users.BUILT_IN) {
            addSchema(owner, owner);
        }
    }

    public Users users() {
        return users;
    }

    /** Rises with every change, so that plans made before it are made again. */
    public long version() {
        return version;
    }

    public void changed() {
        version++;
    }

    public int nextObjectId() {
        return ++lastObjectId;
    }

    public void addSchema(String name, String owner) {
        schemas.put(name, new SchemaDef(name, owner, ++lastSchemaId));
        changed();
    }

    public void dropSchema(String name) {
        schemas.remove(name);
        tables.keySet().removeIf(key -> key.schema().equals(name));
        views.keySet().removeIf(key -> key.schema().equals(name));
        sequences.keySet().removeIf(key -> key.schema().equals(name));
        changed();
    }

    public Optional<SchemaDef> schema(String name) {
        return Optional.ofNullable(schemas.get(name));
    }

    /** @throws DmException -2103 if there is no such schema */
    public SchemaDef requireSchema(String name) {
        return schema(name).orElseThrow(() -> DmException.of(ErrorCode.INVALID_SCHEMA, name));
    }

    public Collection<SchemaDef> schemas() {
        return schemas.values();
    }

    public void put(TableDef table) {
        tables.put(table.name(), table);
        changed();
    }

    public void removeTable(ObjectName name) {
        tables.remove(name);
        comments.keySet().removeIf(key -> key.equals(name.sql()) || key.startsWith(name.sql() + "."));
        changed();
    }

    public @Nullable TableDef table(ObjectName name) {
        return tables.get(name);
    }

    public Collection<TableDef> tables() {
        return tables.values();
    }

    public void put(ViewDef view) {
        views.put(view.name(), view);
        changed();
    }

    public void removeView(ObjectName name) {
        views.remove(name);
        changed();
    }

    public @Nullable ViewDef view(ObjectName name) {
        return views.get(name);
    }

    public Collection<ViewDef> views() {
        return views.values();
    }

    public Map<ObjectName, Integer> sequences() {
        return sequences;
    }

    public void addSequence(ObjectName name) {
        sequences.put(name, nextObjectId());
        changed();
    }

    public void removeSequence(ObjectName name) {
        sequences.remove(name);
        changed();
    }

    /** Comments by {@code "S"."T"} and {@code "S"."T"."C"}. */
    public Map<String, String> comments() {
        return comments;
    }

    /** Whether a table, view or sequence has this name. */
    public boolean exists(ObjectName name) {
        return tables.containsKey(name) || views.containsKey(name) || sequences.containsKey(name);
    }

    /** Whether anything is in the schema. */
    public boolean isEmpty(String schema) {
        return tables.keySet().stream().noneMatch(name -> name.schema().equals(schema))
                && views.keySet().stream().noneMatch(name -> name.schema().equals(schema))
                && sequences.keySet().stream().noneMatch(name -> name.schema().equals(schema));
    }

    /** The owner of a schema; the system's own schemas belong to SYS. */
    public String owner(String schema) {
        SchemaDef def = schemas.get(schema);
        return def == null ? "SYS" : def.owner();
    }
}
