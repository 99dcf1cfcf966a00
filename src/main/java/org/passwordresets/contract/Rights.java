package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who may use an operation: {@code x-rights}. {@code customer} means every record, {@code customer:own} only the caller's own
 * record, whose id is in the path. If the list is empty, nobody may.
 */
public final class Rights {
    /** The path parameter with the id of the record. */
    public static final String ID = "id";

    static final Rights NONE = new Rights();

    private static final String OWN = ":own";

    private final Map<String, Reach> byKind = new LinkedHashMap<>();

    /** Which records a right gives access to. */
    public enum Reach {
        NONE,
        /** Only the record of the customer who is signed in. */
        OWN,
        ALL
    }

    private Rights() {}

    static Rights of(JsonNode kinds, String path) {
        Rights rights = new Rights();
        kinds.forEach(kind -> rights.add(kind.asText(), path));
        return rights;
    }

    private void add(String right, String path) {
        boolean isOwn = right.endsWith(OWN);
        if (isOwn && !path.endsWith("/{" + ID + "}")) {
            throw new ContractException("x-rights has " + right + ", but the path does not end with /{" + ID + "}");
        }
        byKind.put(isOwn ? right.substring(0, right.length() - OWN.length()) : right, isOwn ? Reach.OWN : Reach.ALL);
    }

    /** What a kind of caller may access with the operation. */
    public Reach of(String kind) {
        return byKind.getOrDefault(kind, Reach.NONE);
    }

    /** The kinds of callers that may use the operation, if only for their own record. */
    public Set<String> kinds() {
        return Collections.unmodifiableSet(byKind.keySet());
    }

    /** Those of them that give access to every record. */
    Rights ofAllRecords() {
        Rights rights = new Rights();
        byKind.forEach((kind, reach) -> {
            if (reach == Reach.ALL) {
                rights.byKind.put(kind, reach);
            }
        });
        return rights;
    }

    /** These and those. */
    Rights and(Rights others) {
        Rights rights = new Rights();
        rights.byKind.putAll(others.byKind);
        rights.byKind.putAll(byKind);
        return rights;
    }

    boolean isEmpty() {
        return byKind.isEmpty();
    }
}
