package org.passwordresets.query;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.Relationship;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.filter.Predicate;

/**
 * A parsed filter name: {@code filter[q][reference_or_customer_email_cont]}, or the short form {@code filter[reference]}.
 *
 * @param paths the attributes, at least one; one of them must satisfy the predicate
 * @param predicate not yet checked against the attributes
 */
public record FilterName(List<AttributePath> paths, Predicate predicate) {
    private static final String QUERY = "filter[q][";
    private static final String PLAIN = "filter[";
    private static final Map<String, Predicate> PLAIN_ENDINGS = Map.of("_from", Predicate.GTEQ, "_to", Predicate.LTEQ);

    /**
     * The parsed name; empty if it is not a filter of this type.
     *
     * @param types finds a resource type by its name
     */
    public static Optional<FilterName> read(String parameter, ResourceType type, Function<String, ResourceType> types) {
        if (!parameter.endsWith("]") || !parameter.startsWith(PLAIN)) {
            return Optional.empty();
        }
        Reader reader = new Reader(type, types);
        return parameter.startsWith(QUERY)
                ? reader.query(parameter.substring(QUERY.length(), parameter.length() - 1))
                : reader.plain(parameter.substring(PLAIN.length(), parameter.length() - 1));
    }

    private record Reader(ResourceType type, Function<String, ResourceType> types) {
        Optional<FilterName> query(String expression) {
            // Tries the longest predicate first, as long as known attributes remain before it: reference_not_eq is not
            // "reference_not" with "eq". No attempt is longer than the longest predicate, however long the caller's
            // text is.
            int first = Math.max(0, expression.length() - Predicate.MAX_NAME - 1);
            for (int end = expression.indexOf('_', first); end >= 0; end = expression.indexOf('_', end + 1)) {
                Predicate predicate =
                        Predicate.named(expression.substring(end + 1)).orElse(null);
                List<AttributePath> paths = predicate == null ? List.of() : paths(expression.substring(0, end));
                if (!paths.isEmpty()) {
                    return Optional.of(new FilterName(paths, predicate));
                }
            }
            return Optional.empty();
        }

        Optional<FilterName> plain(String name) {
            for (Map.Entry<String, Predicate> ending : PLAIN_ENDINGS.entrySet()) {
                if (name.endsWith(ending.getKey())) {
                    List<AttributePath> paths = paths(
                            name.substring(0, name.length() - ending.getKey().length()));
                    if (!paths.isEmpty()) {
                        return Optional.of(new FilterName(paths, ending.getValue()));
                    }
                }
            }
            List<AttributePath> paths = paths(name);
            return paths.isEmpty() ? Optional.empty() : Optional.of(new FilterName(paths, Predicate.IN));
        }

        /** The attributes joined by {@code _or_}; empty if one of them is unknown. */
        private List<AttributePath> paths(String names) {
            List<AttributePath> paths = new ArrayList<>();
            for (String name : names.split("_or_", -1)) {
                AttributePath path = path(name);
                if (path == null) {
                    return List.of();
                }
                paths.add(path);
            }
            return paths;
        }

        @Nullable
        private AttributePath path(String name) {
            Attribute own = type.attributes().get(name);
            if (own != null && own.filterable()) {
                return new AttributePath(null, own);
            }
            for (Relationship relationship : type.relationships().values()) {
                if (relationship.filterable() && name.startsWith(relationship.name() + "_")) {
                    Attribute related = types.apply(relationship.relatedType())
                            .attributes()
                            .get(name.substring(relationship.name().length() + 1));
                    if (related != null && related.filterable()) {
                        return new AttributePath(relationship, related);
                    }
                }
            }
            return null;
        }
    }
}
