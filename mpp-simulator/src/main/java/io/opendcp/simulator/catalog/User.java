package io.opendcp.simulator.catalog;

import java.util.Set;

/**
 * A user or a role.
 *
 * @param id its number in SYSOBJECTS
 * @param password empty for a role
 * @param roles roles granted to it
 * @param privileges system privileges granted to it, e.g. {@code CREATE TABLE}
 * @param locked whether it may not log in, until somebody unlocks it
 */
public record User(
        String name, int id, boolean role, String password, Set<String> roles, Set<String> privileges, boolean locked,
        LoginLimits limits) {

    User withPassword(String to) {
        return new User(name, id, role, to, roles, privileges, locked, limits);
    }

    User withRoles(Set<String> to) {
        return new User(name, id, role, password, Set.copyOf(to), privileges, locked, limits);
    }

    User withPrivileges(Set<String> to) {
        return new User(name, id, role, password, roles, Set.copyOf(to), locked, limits);
    }

    User withLocked(boolean to) {
        return new User(name, id, role, password, roles, privileges, to, limits);
    }

    User withLimits(LoginLimits to) {
        return new User(name, id, role, password, roles, privileges, locked, to);
    }

    @Override
    public String toString() {
        return "User[" + name + "]";
    }
}
