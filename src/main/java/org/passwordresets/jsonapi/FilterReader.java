package org.passwordresets.jsonapi;

import static org.passwordresets.jsonapi.QueryReader.bad;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Predicate;
import org.passwordresets.contract.Relationship;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.contract.generated.ErrorCode;

/**
 * Reads one filter: {@code filter[q][reference_or_customer_email_cont]=abc}, or the plain {@code filter[reference]=abc}.
 * What cannot be understood is refused, never ignored: a filter that is dropped in silence shows rows that nobody asked for.
 */
@Singleton
final class FilterReader {
    private static final String QUERY = "filter[q][";
    private static final String PLAIN = "filter[";
    private static final Map<String, Predicate> PLAIN_ENDINGS = Map.of("_from", Predicate.GTEQ, "_to", Predicate.LTEQ);

    private final Contract contract;

    FilterReader(Contract contract) {
        this.contract = contract;
    }

    Query.Filter read(ResourceType type, String parameter, String value) {
        if (!parameter.endsWith("]") || !parameter.startsWith(PLAIN)) {
            throw notAllowed(type, parameter);
        }
        return parameter.startsWith(QUERY) ? readQuery(type, parameter, value) : readPlain(type, parameter, value);
    }

    private Query.Filter readQuery(ResourceType type, String parameter, String value) {
        String expression = parameter.substring(QUERY.length(), parameter.length() - 1);
        // The longest predicate that leaves known attributes before it: reference_not_eq is not "reference_not" with
        // "eq".
        for (int end = expression.indexOf('_'); end >= 0; end = expression.indexOf('_', end + 1)) {
            Predicate predicate = Predicate.named(expression.substring(end + 1)).orElse(null);
            List<Query.Path> paths = predicate == null ? List.of() : paths(type, expression.substring(0, end));
            if (!paths.isEmpty()) {
                return filter(type, paths, predicate, value, parameter);
            }
        }
        throw notAllowed(type, parameter);
    }

    private Query.Filter readPlain(ResourceType type, String parameter, String value) {
        String name = parameter.substring(PLAIN.length(), parameter.length() - 1);
        for (Map.Entry<String, Predicate> ending : PLAIN_ENDINGS.entrySet()) {
            if (name.endsWith(ending.getKey())) {
                List<Query.Path> paths = paths(
                        type, name.substring(0, name.length() - ending.getKey().length()));
                if (!paths.isEmpty()) {
                    return filter(type, paths, ending.getValue(), value, parameter);
                }
            }
        }
        List<Query.Path> paths = paths(type, name);
        if (paths.isEmpty()) {
            throw notAllowed(type, parameter);
        }
        return filter(type, paths, Predicate.IN, value, parameter);
    }

    /** All the attributes that a name joins by {@code _or_}; none where one of them is not known. */
    private List<Query.Path> paths(ResourceType type, String names) {
        List<Query.Path> paths = new ArrayList<>();
        for (String name : names.split("_or_", -1)) {
            Query.Path path = path(type, name);
            if (path == null) {
                return List.of();
            }
            paths.add(path);
        }
        return paths;
    }

    @Nullable
    private Query.Path path(ResourceType type, String name) {
        Attribute own = type.attributes().get(name);
        if (own != null && own.filterable()) {
            return new Query.Path(null, own);
        }
        for (Relationship relationship : type.relationships().values()) {
            if (relationship.filterable() && name.startsWith(relationship.name() + "_")) {
                Attribute related = contract.resourceType(relationship.relatedType())
                        .attributes()
                        .get(name.substring(relationship.name().length() + 1));
                if (related != null && related.filterable()) {
                    return new Query.Path(relationship, related);
                }
            }
        }
        return null;
    }

    private static Query.Filter filter(
            ResourceType type, List<Query.Path> paths, Predicate predicate, String value, String parameter) {
        for (Query.Path path : paths) {
            if (!path.attribute().predicates().contains(predicate)) {
                String allowed = path.attribute().predicates().stream()
                        .map(Predicate::text)
                        .collect(Collectors.joining(", "));
                throw bad(
                        ErrorCode.FILTER_NOT_ALLOWED,
                        parameter,
                        path.attribute().name() + " cannot be filtered by " + predicate.text() + ". Predicates for it: "
                                + allowed + ".");
            }
        }
        List<String> values = FilterValues.read(predicate, paths, value, parameter);
        return new Query.Filter(paths, predicate, values, parameter);
    }

    private ApiException notAllowed(ResourceType type, String parameter) {
        Stream<String> own = type.attributes().values().stream()
                .filter(Attribute::filterable)
                .map(Attribute::name);
        Stream<String> related = type.relationships().values().stream()
                .filter(Relationship::filterable)
                .flatMap(
                        relationship -> contract.resourceType(relationship.relatedType()).attributes().values().stream()
                                .filter(Attribute::filterable)
                                .map(attribute -> relationship.name() + "_" + attribute.name()));
        String attributes = Stream.concat(own, related).collect(Collectors.joining(", "));
        String predicates = Stream.of(Predicate.values())
                .map(predicate -> predicate.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return bad(
                ErrorCode.FILTER_NOT_ALLOWED,
                parameter,
                "A filter is written filter[q][<attribute>_<predicate>], attributes joined by _or_. Attributes: "
                        + attributes + ". Predicates: " + predicates + ".");
    }
}
