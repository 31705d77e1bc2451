package io.opendcp.proxy.session;

import io.opendcp.proxy.cluster.Ep;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a DCP knows of the MPP, as peers compare it: a digest of each EP, and of the distribution of each table that it has
 * asked about.
 *
 * @param eps digests by what they are of, {@code EP 0}
 * @param tables digests by name; each DCP knows those that its sessions use
 */
public record Knowledge(Map<String, String> eps, Map<String, String> tables) {
    /** Most tables that are told. */
    private static final int MOST_TABLES = 200;

    private static final int DIGITS = 16;

    /** How two DCPs' knowledge compares; {@code where} is the first thing that differs, or empty. */
    record Comparison(Agreement topology, Agreement placement, int tables, String where) {
        static final Comparison NONE = new Comparison(Agreement.UNKNOWN, Agreement.UNKNOWN, 0, "");
    }

    /** What {@link Comparison} can say. */
    enum Agreement {
        AGREES,
        DIFFERS,
        UNKNOWN;

        static Agreement of(String word) {
            return Stream.of(values())
                    .filter(each -> each.name().equals(word))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    static Knowledge of(List<Ep> eps, Map<String, String> tables) {
        Map<String, String> digests = new TreeMap<>();
        eps.forEach(ep -> digests.put("EP " + ep.epno(), digest(ep.name() + "|" + ep.host() + "|" + ep.port())));
        Map<String, String> told = new LinkedHashMap<>();
        tables.entrySet().stream()
                .limit(MOST_TABLES)
                .forEach(table -> told.put(table.getKey(), digest(table.getValue())));
        return new Knowledge(digests, told);
    }

    /** Sixteen hexadecimal digits; whatever differs has other ones. */
    private static String digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** For a peer; names of tables are digests too. */
    String text() {
        return Stream.concat(
                        eps.entrySet().stream(),
                        tables.entrySet().stream().map(table -> Map.entry(digest(table.getKey()), table.getValue())))
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.joining(","));
    }

    /** Compares with what a peer has told by {@link #text}. */
    Comparison with(String theirs) {
        Map<String, String> told = new HashMap<>();
        for (String each : theirs.split(",", -1)) {
            int colon = each.indexOf(':');
            if (colon > 0) {
                told.put(each.substring(0, colon), each.substring(colon + 1));
            }
        }
        Map<String, String> theirEps = new TreeMap<>(told);
        theirEps.keySet().removeIf(key -> !key.startsWith("EP "));
        String where = Stream.concat(eps.keySet().stream(), theirEps.keySet().stream())
                .filter(ep -> !eps.getOrDefault(ep, "").equals(theirEps.get(ep)))
                .findFirst()
                .orElse("");
        boolean unknown = eps.isEmpty() || theirEps.isEmpty();
        Agreement topology = unknown ? Agreement.UNKNOWN : agreement(where);
        List<String> common = tables.keySet().stream()
                .filter(table -> told.containsKey(digest(table)))
                .toList();
        String table = common.stream()
                .filter(each -> !told.getOrDefault(digest(each), "").equals(tables.get(each)))
                .findFirst()
                .orElse("");
        Agreement placement = common.isEmpty() ? Agreement.UNKNOWN : agreement(table);
        return new Comparison(topology, placement, common.size(), unknown || where.isEmpty() ? table : where);
    }

    private static Agreement agreement(String difference) {
        return difference.isEmpty() ? Agreement.AGREES : Agreement.DIFFERS;
    }
}
