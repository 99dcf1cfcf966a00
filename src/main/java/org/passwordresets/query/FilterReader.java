package org.passwordresets.query;

import static org.passwordresets.query.QueryReader.bad;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Relationship;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.error.ApiException;
import org.passwordresets.filter.FilterValues;
import org.passwordresets.filter.Predicate;
import org.passwordresets.filter.ValueKind;
import org.passwordresets.generated.model.ErrorCode;

/**
 * Reads one filter: {@code filter[q][reference_or_customer_email_cont]=abc}, or the short form {@code filter[reference]=abc}.
 * An invalid filter is an error and never ignored: without it, the list would have rows that nobody asked for.
 */
final class FilterReader {
    private static final int MAX_COMPARISONS = 100;

    private final Contract contract;

    FilterReader(Contract contract) {
        this.contract = contract;
    }

    ResourceQuery.Filter read(ResourceType type, String parameter, String value) {
        FilterName name =
                FilterName.read(parameter, type, contract::resourceType).orElseThrow(() -> notAllowed(type, parameter));
        checkPredicates(name, parameter);
        List<String> values = values(name, value, parameter);
        return new ResourceQuery.Filter(name.paths(), name.predicate(), values, parameter);
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
                        "You cannot filter " + path.attribute().name() + " by "
                                + name.predicate().text() + ". You can use: " + allowed + ".");
            }
        }
    }

    /** The values, each valid for every attribute. */
    private static List<String> values(FilterName name, String value, String parameter) {
        Predicate.Values takes = name.predicate().takes();
        boolean several = takes == Predicate.Values.ANY || takes == Predicate.Values.ALL;
        List<String> values = several ? List.of(value.split(",", -1)) : List.of(value);
        if (values.size() * name.paths().size() > MAX_COMPARISONS) {
            throw refused(
                    parameter,
                    "A filter can have at most " + MAX_COMPARISONS + " comparisons (values times attributes).");
        }
        if (takes == Predicate.Values.BOOLEAN) {
            check(ValueKind.BOOLEAN, value, parameter);
            return values;
        }
        name.paths().stream()
                .map(AttributePath::attribute)
                .forEach(attribute -> values.forEach(single -> {
                    check(attribute.kind(), single, parameter);
                    checkLimits(attribute, single, parameter);
                }));
        return values;
    }

    private static void check(ValueKind kind, String value, String parameter) {
        try {
            FilterValues.check(kind, value);
        } catch (IllegalArgumentException e) {
            throw refused(parameter, e.getMessage());
        }
    }

    /** Metadata cannot contain a value that exceeds its limits, and the databases would give different results. */
    private static void checkLimits(Attribute attribute, String value, String parameter) {
        if (attribute.limits().isPresent()
                && attribute.limits().get().exceeded(FilterValues.json(value)).isPresent()) {
            throw refused(parameter, "The value exceeds the limits of metadata for depth, size or numbers.");
        }
    }

    private static ApiException refused(String parameter, String detail) {
        return bad(ErrorCode.FILTER_NOT_ALLOWED, parameter, detail);
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
                "Write a filter as filter[q][<attribute>_<predicate>]; join several attributes with _or_. Attributes: "
                        + attributes + ". Predicates: " + predicates + ".");
    }
}
