package org.passwordresets.jsonapi;

import static org.passwordresets.jsonapi.QueryReader.bad;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.AttributePath;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.FilterName;
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
    private final Contract contract;

    FilterReader(Contract contract) {
        this.contract = contract;
    }

    Query.Filter read(ResourceType type, String parameter, String value) {
        FilterName name =
                FilterName.read(parameter, type, contract::resourceType).orElseThrow(() -> notAllowed(type, parameter));
        checkPredicates(name, parameter);
        List<String> values = FilterValues.read(name.predicate(), name.paths(), value, parameter);
        return new Query.Filter(name.paths(), name.predicate(), values, parameter);
    }

    private static void checkPredicates(FilterName name, String parameter) {
        for (AttributePath path : name.paths()) {
            if (!path.attribute().predicates().contains(name.predicate())) {
                String allowed = path.attribute().predicates().stream()
                        .map(Predicate::text)
                        .collect(Collectors.joining(", "));
                throw bad(
                        ErrorCode.FILTER_NOT_ALLOWED,
                        parameter,
                        path.attribute().name() + " cannot be filtered by "
                                + name.predicate().text() + ". Predicates for it: " + allowed + ".");
            }
        }
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
