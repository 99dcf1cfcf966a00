package org.passwordresets.query;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.passwordresets.contract.Relationship;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ErrorCode;

/** Reads the query parameters of a request and holds them against the contract. */
@Singleton
public final class QueryReader {
    /** Members of a resource that are no fields. Clients of Commerce Layer name them all the same. */
    private static final Set<String> ALWAYS_PRESENT = Set.of("id", "type");

    private static final int FIRST_PAGE = 1;
    private static final int USUAL_SIZE = 10;
    private static final ResourceQuery NOTHING_ASKED = new ResourceQuery(
            new ResourceQuery.Page(FIRST_PAGE, USUAL_SIZE), List.of(), List.of(), Set.of(), false, Map.of(), Map.of());

    private final Contract contract;
    private final FilterReader filters;

    /** Reads what the contract's operations take. */
    public QueryReader(Contract contract) {
        this.contract = contract;
        this.filters = new FilterReader(contract);
    }

    /** What the request asks for; nothing beyond the defaults where it has no query. */
    public ResourceQuery read(Operation operation, HttpRequest<?> request) {
        URI address = request.getUri();
        if (address.getRawQuery() == null) {
            return NOTHING_ASKED;
        }
        Map<String, List<String>> parameters = QueryText.read(address);
        ResourceType type = operation.resourceType() == null ? null : contract.resourceType(operation.resourceType());
        int number = FIRST_PAGE;
        int size = USUAL_SIZE;
        List<ResourceQuery.Sort> sorts = List.of();
        Set<String> include = Set.of();
        boolean compound = false;
        List<ResourceQuery.Filter> conditions = new ArrayList<>();
        Map<String, Set<String>> fields = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            checkKnown(operation, name);
            String value = only(parameter);
            switch (family(name)) {
                case "page" -> {
                    int asked = pageValue(operation, name, value);
                    number = name.equals("page[number]") ? asked : number;
                    size = name.equals("page[size]") ? asked : size;
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
                new ResourceQuery.Page(number, size), sorts, conditions, include, compound, fields, parameters);
    }

    private static void checkKnown(Operation operation, String name) {
        if (operation.parameters().containsKey(name)) {
            return;
        }
        // Of filters and fields the contract names the common ones and describes the rest.
        String family = family(name);
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

    private static String family(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(0, bracket);
    }

    private static String only(Map.Entry<String, List<String>> parameter) {
        if (parameter.getValue().size() > 1) {
            throw bad(ErrorCode.PARAM_NOT_ALLOWED, parameter.getKey(), "The parameter can occur only once.");
        }
        return parameter.getValue().get(0);
    }

    private static int pageValue(Operation operation, String name, String value) {
        JsonNode schema = operation.parameters().get(name);
        int most = schema.path("maximum").asInt(Integer.MAX_VALUE);
        int asked = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : 0;
        if (asked < 1 || asked > most) {
            String limit = most == Integer.MAX_VALUE ? "of at least 1" : "from 1 to " + most;
            throw bad(ErrorCode.INVALID_PAGE_VALUE, name, "Send a whole number " + limit + ".");
        }
        return asked;
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

    private Set<String> include(@Nullable ResourceType type, String value) {
        Set<String> paths = new LinkedHashSet<>();
        for (String path : value.isEmpty() ? new String[0] : value.split(",", -1)) {
            addWithParents(type, path, paths);
        }
        return paths;
    }

    /** A path brings the resources on the way along: {@code events.webhooks} includes the events. */
    private void addWithParents(@Nullable ResourceType type, String path, Set<String> paths) {
        ResourceType from = type;
        StringBuilder way = new StringBuilder();
        for (String name : path.split("\\.", -1)) {
            Relationship relationship =
                    from == null ? null : from.relationships().get(name);
            if (relationship == null || !relationship.includable()) {
                throw bad(ErrorCode.INVALID_INCLUDE, "include", "You can include: " + includable(type) + ".");
            }
            paths.add(way.append(way.isEmpty() ? "" : ".").append(name).toString());
            from = contract.resourceType(relationship.relatedType());
        }
    }

    private static String includable(@Nullable ResourceType type) {
        List<String> names = type == null
                ? List.of()
                : type.relationships().values().stream()
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
