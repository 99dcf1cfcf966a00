package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.passwordresets.contract.Operation;

/**
 * The typed values of an operation's declared parameters. Those of the JSON:API families ({@code page}, {@code filter} and so
 * on) are in {@link org.passwordresets.query.ResourceQuery} instead.
 */
final class DeclaredParameters {
    /** The values of {@code in} in the contract. */
    static final String PATH = "path";

    private final Map<String, Map<String, Object>> values = new HashMap<>();

    private DeclaredParameters() {}

    /** The parameters in the path. */
    static DeclaredParameters ofPath(Operation operation, HttpRequest<?> request) {
        DeclaredParameters parameters = new DeclaredParameters();
        String[] names = operation.path().split("/");
        String[] segments = request.getPath().split("/");
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                parameters.put(PATH, names[i].substring(1, names[i].length() - 1), decoded(segments[i]));
            }
        }
        return parameters;
    }

    private static String decoded(String segment) {
        return segment.indexOf('%') < 0
                ? segment
                : URI.create("/" + segment).getPath().substring(1);
    }

    void put(String in, String name, Object value) {
        values.computeIfAbsent(in, place -> new HashMap<>()).put(name, value);
    }

    /**
     * The value of one parameter; null if the request does not have it.
     *
     * @param in {@code path}, {@code query} or {@code header}
     * @param name as in the contract
     */
    @Nullable
    Object value(String in, String name) {
        return values.getOrDefault(in, Map.of()).get(name);
    }
}
