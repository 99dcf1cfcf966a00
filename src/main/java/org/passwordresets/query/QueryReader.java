package org.passwordresets.query;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.Parameter;
import org.passwordresets.contract.Relationship;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ErrorCode;

/** Reads the query parameters of a request and checks them against the contract. */
@Singleton
public final class QueryReader {
    /** Members of a resource that are not fields. Commerce Layer's clients list them anyway. */
    private static final Set<String> ALWAYS_PRESENT = Set.of("id", "type");

    private static final int FIRST_PAGE = 1;
    /** For operations whose response has no resources. */
    private static final ResourceType NO_TYPE = new ResourceType("", Map.of(), Map.of());

    private final Contract contract;
    private final FilterReader filters;

    /** Creates a reader for the operations of the contract. */
    public QueryReader(Contract contract) {
        this.contract = contract;
        this.filters = new FilterReader(contract);
    }

    /** The parsed query; only defaults if there is none. */
    public ResourceQuery read(Operation operation, HttpRequest<?> request) {
        URI address = request.getUri();
        Map<String, List<String>> parameters = address.getRawQuery() == null ? Map.of() : QueryText.read(address);
        ResourceType type =
                operation.resourceType() == null ? NO_TYPE : contract.resourceType(operation.resourceType());
        int number = pageNumber(operation, "page[number]", List.of(), FIRST_PAGE);
        int size = pageNumber(operation, "page[size]", List.of(), Integer.MAX_VALUE);
        String after = null;
        List<ResourceQuery.Sort> sorts = List.of();
        Set<String> include = Set.of();
        boolean compound = false;
        List<ResourceQuery.Filter> conditions = new ArrayList<>();
        Map<String, Set<String>> fields = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            checkKnown(operation, name);
            if (isOrdinary(operation, name)) {
                continue;
            }
            String value = only(parameter);
            switch (Parameter.family(name)) {
                case "page" -> {
                    switch (name) {
                        case "page[number]" -> number = pageNumber(operation, name, parameter.getValue(), FIRST_PAGE);
                        case "page[size]" -> size = pageNumber(operation, name, parameter.getValue(), FIRST_PAGE);
                        default -> after = (String) pageValue(operation, name, parameter.getValue());
                    }
                }
                case "sort" -> sorts = sorts(type, value);
                case "include" -> {
                    include = include(type, value);
                    compound = true;
                }
                case "fields" -> fields.put(fieldsType(name), fields(name, value));
                default -> conditions.add(filters.read(type, name, value));
            }
        }
        return new ResourceQuery(
                new ResourceQuery.Page(number, size, after), sorts, conditions, include, compound, fields, parameters);
    }

    private static void checkKnown(Operation operation, String name) {
        if (operation.parameters().containsKey(name)) {
            return;
        }
        // The contract lists only the common filters and fields, and describes the others.
        String family = Parameter.family(name);
        boolean open = family.equals("filter") || family.equals("fields");
        if (!open || !operation.parameterFamilies().contains(family) || family.equals(name)) {
            String allowed = operation.parameters().isEmpty()
                    ? "none"
                    : String.join(", ", operation.parameters().keySet());
            throw bad(
                    ErrorCode.PARAM_NOT_ALLOWED,
                    name,
                    "This operation does not have this parameter. Its parameters are: " + allowed + ".");
        }
    }

    /** {@link ParameterReader} reads these. */
    private static boolean isOrdinary(Operation operation, String name) {
        return operation.parameters().containsKey(name)
                && operation.parameters().get(name).isOrdinary();
    }

    private static String only(Map.Entry<String, List<String>> parameter) {
        if (parameter.getValue().size() > 1) {
            throw bad(ErrorCode.PARAM_NOT_ALLOWED, parameter.getKey(), "The parameter can occur only once.");
        }
        return parameter.getValue().get(0);
    }

    /** The page's number or size from the request, or the contract's default. Without either, one page holds everything. */
    private static int pageNumber(Operation operation, String name, List<String> texts, int otherwise) {
        Object value = pageValue(operation, name, texts);
        return value == null ? otherwise : ((Number) value).intValue();
    }

    @Nullable
    private static Object pageValue(Operation operation, String name, List<String> texts) {
        Parameter parameter = operation.parameters().get(name);
        try {
            return parameter == null ? null : parameter.read(texts);
        } catch (IllegalArgumentException e) {
            throw bad(ErrorCode.INVALID_PAGE_VALUE, name, e.getMessage());
        }
    }

    private static List<ResourceQuery.Sort> sorts(ResourceType type, String value) {
        List<ResourceQuery.Sort> sorts = new ArrayList<>();
        Set<String> sorted = new HashSet<>();
        for (String key : value.split(",", -1)) {
            boolean descending = key.startsWith("-");
            Attribute attribute = type.attributes().get(descending ? key.substring(1) : key);
            if (attribute == null || !attribute.sortable()) {
                throw bad(
                        ErrorCode.INVALID_SORT_CRITERIA,
                        "sort",
                        "You can sort this list by: " + String.join(", ", sortable(type)) + ".");
            }
            if (!sorted.add(attribute.name())) {
                throw bad(ErrorCode.INVALID_SORT_CRITERIA, "sort", attribute.name() + " occurs twice.");
            }
            sorts.add(new ResourceQuery.Sort(attribute, descending));
        }
        return sorts;
    }

    private static List<String> sortable(ResourceType type) {
        return type.attributes().values().stream()
                .filter(Attribute::sortable)
                .map(Attribute::name)
                .toList();
    }

    private Set<String> include(ResourceType type, String value) {
        Set<String> paths = new LinkedHashSet<>();
        for (String path : value.isEmpty() ? new String[0] : value.split(",", -1)) {
            addWithParents(type, path, paths);
        }
        return paths;
    }

    /** A path includes the resources on the way: {@code events.webhooks} includes the events. */
    private void addWithParents(ResourceType type, String path, Set<String> paths) {
        ResourceType from = type;
        StringBuilder way = new StringBuilder();
        for (String name : path.split("\\.", -1)) {
            Relationship relationship = from.relationships().get(name);
            if (relationship == null || !relationship.includable()) {
                throw bad(ErrorCode.INVALID_INCLUDE, "include", "You can include: " + includable(type) + ".");
            }
            paths.add(way.append(way.isEmpty() ? "" : ".").append(name).toString());
            from = contract.resourceType(relationship.relatedType());
        }
    }

    private static String includable(ResourceType type) {
        List<String> names = type.relationships().values().stream()
                .filter(Relationship::includable)
                .map(Relationship::name)
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String fieldsType(String name) {
        int start = "fields[".length();
        if (!name.startsWith("fields[") || name.indexOf(']') != name.length() - 1 || name.indexOf('[', start) >= 0) {
            throw bad(ErrorCode.PARAM_NOT_ALLOWED, name, "Write this parameter as fields[<type>].");
        }
        return name.substring(start, name.length() - 1);
    }

    private Set<String> fields(String parameter, String value) {
        ResourceType type = contract.findResourceType(fieldsType(parameter))
                .orElseThrow(
                        () -> bad(ErrorCode.INVALID_FIELD, parameter, "There is no resource type with this name."));
        Set<String> members = new LinkedHashSet<>(type.attributes().keySet());
        members.addAll(type.relationships().keySet());
        members.removeAll(ALWAYS_PRESENT);
        Set<String> asked = value.isEmpty() ? new HashSet<>() : new HashSet<>(List.of(value.split(",", -1)));
        asked.removeAll(ALWAYS_PRESENT);
        if (!members.containsAll(asked)) {
            throw bad(
                    ErrorCode.INVALID_FIELD,
                    parameter,
                    "The fields of " + type.name() + " are: " + String.join(", ", members) + ".");
        }
        return asked;
    }

    static ApiException bad(ErrorCode code, String parameter, String detail) {
        return new ApiException(new Problem.BadParameter(code, parameter, detail));
    }
}
