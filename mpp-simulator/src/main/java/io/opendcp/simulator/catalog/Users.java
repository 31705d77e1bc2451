package io.opendcp.simulator.catalog;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.dialect.ObjectName;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The users and roles of the cluster, and who was granted what on which object. */
public final class Users {
    /** Users that every database has; SYS cannot log in. */
    public static final List<String> BUILT_IN = List.of("SYS", "SYSDBA", "SYSAUDITOR", "SYSSSO");

    private static final Set<String> RESOURCE =
            Set.of("CREATE TABLE", "CREATE VIEW", "CREATE SEQUENCE", "CREATE INDEX", "CREATE SCHEMA");
    private static final int FIRST_ID = 50331648;

    /**
     * A right on an object.
     *
     * @param object its name in quotes, {@code "S"."T"}
     * @param privilege SELECT, INSERT, UPDATE, DELETE, EXECUTE, REFERENCES
     */
    public record Grant(String grantee, String object, String privilege) {}

    private final Map<String, User> users = new TreeMap<>();
    private final Map<Grant, Boolean> grants = new java.util.LinkedHashMap<>();
    private final Attempts attempts = new Attempts();
    private int lastId = FIRST_ID - 1;

    Users(String sysdbaPassword) {
        for (String name : BUILT_IN) {
            add(name, false, name.equals("SYS") ? "" : sysdbaPassword);
        }
        for (String role : List.of("DBA", "RESOURCE", "PUBLIC", "VTI", "SOI", "SVI")) {
            add(role, true, "");
        }
        put(require("RESOURCE").withPrivileges(RESOURCE));
        put(require("SYSDBA").withRoles(Set.of("DBA", "PUBLIC")));
        put(require("SYS").withRoles(Set.of("DBA", "PUBLIC")));
    }

    public void add(String name, boolean role, String password) {
        users.put(name, new User(name, ++lastId, role, password, Set.of(), Set.of(), false, LoginLimits.USUAL));
    }

    public void drop(String name) {
        users.remove(name);
        attempts.forget(name);
        grants.keySet().removeIf(grant -> grant.grantee().equals(name));
        for (User user : List.copyOf(users.values())) {
            if (user.roles().contains(name)) {
                revokeRole(user.name(), name);
            }
        }
    }

    private void put(User user) {
        users.put(user.name(), user);
    }

    public @Nullable User find(String name) {
        return users.get(name);
    }

    /** @throws DmException -2101 if there is no such user or role */
    public User require(String name) {
        User user = users.get(name);
        if (user == null) {
            throw DmException.of(ErrorCode.INVALID_USER, name);
        }
        return user;
    }

    public Collection<User> all() {
        return users.values();
    }

    public void password(String name, String password) {
        put(require(name).withPassword(password));
    }

    public void locked(String name, boolean locked) {
        put(require(name).withLocked(locked));
        attempts.forget(name);
    }

    public void limits(String name, LoginLimits limits) {
        put(require(name).withLimits(limits));
    }

    /**
     * Whether these let somebody in at {@code now}; says no more than that, as DM does for locked users too. Failures are
     * counted.
     */
    public boolean accepts(String name, String password, Instant now) {
        User user = users.get(name);
        if (user == null || user.role() || user.name().equals("SYS") || attempts.isLocked(name, now)) {
            return false;
        }
        if (!user.password().equals(password)) {
            attempts.failed(name, user.limits(), now);
            return false;
        }
        attempts.forget(name);
        return !user.locked();
    }

    public void grantRole(String to, String role) {
        User user = require(to);
        Set<String> roles = new TreeSet<>(user.roles());
        roles.add(require(role).name());
        put(user.withRoles(roles));
    }

    public void revokeRole(String from, String role) {
        User user = require(from);
        Set<String> roles = new TreeSet<>(user.roles());
        roles.remove(role);
        put(user.withRoles(roles));
    }

    public void grantPrivilege(String to, String privilege) {
        User user = require(to);
        Set<String> privileges = new TreeSet<>(user.privileges());
        privileges.add(privilege);
        put(user.withPrivileges(privileges));
    }

    public void revokePrivilege(String from, String privilege) {
        User user = require(from);
        Set<String> privileges = new TreeSet<>(user.privileges());
        privileges.remove(privilege);
        put(user.withPrivileges(privileges));
    }

    public void grant(Grant grant, boolean withGrantOption) {
        require(grant.grantee());
        grants.merge(grant, withGrantOption, Boolean::logicalOr);
    }

    public void revoke(Grant grant) {
        grants.remove(grant);
    }

    /** Rights on objects, with whether they may be passed on. */
    public Map<Grant, Boolean> grants() {
        return grants;
    }

    /** An object is gone, and with it what was granted on it. */
    public void forget(String object) {
        grants.keySet().removeIf(grant -> grant.object().equals(object));
    }

    /** A schema is gone with all that was in it. */
    public void forgetSchema(String schema) {
        grants.keySet().removeIf(grant -> grant.object().startsWith(ObjectName.quote(schema) + "."));
    }

    /** Everything a user acts as: itself, PUBLIC, its roles and theirs. */
    public Set<String> identities(String user) {
        Set<String> found = new HashSet<>(Set.of(user, "PUBLIC"));
        boolean more = true;
        while (more) {
            more = false;
            for (String name : List.copyOf(found)) {
                User one = users.get(name);
                more |= one != null && found.addAll(one.roles());
            }
        }
        return found;
    }

    public boolean isDba(String user) {
        return identities(user).contains("DBA");
    }

    /** Whether a system privilege was granted, directly or through a role; DBAs have all. */
    public boolean hasPrivilege(String user, String privilege) {
        Set<String> identities = identities(user);
        return identities.contains("DBA")
                || identities.stream()
                        .map(users::get)
                        .anyMatch(one -> one != null && one.privileges().contains(privilege));
    }

    /** Whether a right on an object was granted, directly or through a role. */
    public boolean hasGrant(String user, String object, String privilege) {
        return identities(user).stream()
                .anyMatch(identity -> grants.containsKey(new Grant(identity, object, privilege)));
    }

    /** Whether the user may pass the right on. */
    public boolean mayPassOn(String user, String object, String privilege) {
        return identities(user).stream()
                .anyMatch(identity -> Boolean.TRUE.equals(grants.get(new Grant(identity, object, privilege))));
    }
}
