package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.passwordresets.contract.Operation;

/**
 * The values of an operation's parameters, each of the type that the contract gives it. Those of the families of JSON:API
 * ({@code page}, {@code filter} and the like) are not among them: they are the {@link org.passwordresets.query.ResourceQuery}.
 */
final class DeclaredParameters {
    /** Where the contract says that a parameter is: {@code in}. */
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
     * The value of one parameter; null where the request leaves it out.
     *
     * @param in {@code path}, {@code query} or {@code header}
     * @param name as the contract writes it
     */
    @Nullable
    Object value(String in, String name) {
        return values.getOrDefault(in, Map.of()).get(name);
    }
}
