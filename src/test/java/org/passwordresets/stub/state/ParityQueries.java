package org.passwordresets.stub.state;

import java.util.ArrayList;
import java.util.List;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.ResourceType;

/** An operation's good request with query parameters, rightly and wrongly. */
final class ParityQueries {
    private static final String[][] FILTERS = {
        {"filter[colour]", "red"},
        {"filter[q][colour_eq]", "red"},
        {"filter[q][reference_like]", "x"},
        {"filter[q][reference]", "x"},
        {"filter[q][created_at_gt]", "yesterday"},
        {"filter[q][created_at_cont]", "2018"},
        {"filter[q][metadata_jcont]", "{"},
        {"filter[q][metadata_eq]", "x"},
        {"filter[q][id_in]", "YDWxVhZKjb,xYZkjABcde,KdBqhLrtWm"},
        {"filter[q][reference_null]", "true"},
        {"filter[q][reference_null]", "maybe"},
        {"filter[q][reference_not_null]", "1"},
        {"filter[q][reference_or_reference_origin_matches]", "%ref%"},
        {"filter[q][reference_eq]", "nobody has this"},
        {"filter[q][reference_not_eq]", "CRM-4711"},
        {"filter[q][reference_not_eq_or_null]", "CRM-4711"},
        {"filter[q][reference_in_or_null]", "CRM-4711,x"},
        {"filter[q][reference_not_in]", "CRM-4711,x"},
        {"filter[q][reference_start]", "crm"},
        {"filter[q][reference_not_end_all]", "11,ce"},
        {"filter[q][reference_cont_any]", "rm,xx"},
        {"filter[q][reference_does_not_match]", "%-_711"},
        {"filter[q][reference_matches]", "CRM\\-%"},
        {"filter[q][reference_matches]", "%\\%%"},
        {"filter[q][reference_blank]", "true"},
        {"filter[q][reference_present]", "false"},
        {"filter[q][created_at_gt]", "2018-01-31T12:00:00"},
        {"filter[q][created_at_gteq]", "2018-01-01T12:00:00+02:00"},
        {"filter[q][metadata_jcont]", "{\"foo\":\"bar\"}"},
        {"filter[q][metadata_jcont]", "{\"a\":1.0}"},
        {"filter[q][metadata_jcont]", "{\"foo\":\"bar\"}xyz"},
        {"filter[q][metadata_jcont]", "{\"a\":1,\"a\":2}"},
        {"filter[q][reference_eq]", "a;b&c=d é€\ud83d\ude00"},
        {"filter[q][reference_matches]", "%_%_%\\"},
        {"filter[q][created_at_lt_any]", "2018-01-31,2018-02-01"},
        {"filter[q][reference_cont]", "\u212A"},
        {"filter[q][reference_cont]", "crm-"},
        {"filter[q][reference_start_any]", "C,\u0130"},
        {"filter[q][reference_lt]", "CRM-4711 "},
        {"filter[q][reference_gt]", "CRM-471"},
        {"filter[q][id_blank]", "false"},
    };

    private final ParityRequest good;
    private final Operation operation;
    private final Contract contract;
    private final List<ParityRequest> requests = new ArrayList<>();

    private ParityQueries(ParityRequest good, Operation operation, Contract contract) {
        this.good = good;
        this.operation = operation;
        this.contract = contract;
    }

    static List<ParityRequest> of(ParityRequest good, Operation operation, Contract contract) {
        ParityQueries queries = new ParityQueries(good, operation, contract);
        queries.addAll();
        return queries.requests;
    }

    private void add(ParityRequest request, String what) {
        requests.add(request.named(what));
    }

    private void addAll() {
        for (String unknown : List.of(
                "colour",
                "page",
                "page[colour]",
                "page[size]x",
                "filter",
                "fields",
                "fields[customers",
                "fields[customers]x",
                "fields[customers][y]",
                "filter[q]",
                "filter[q]x",
                "Include",
                "")) {
            add(good.asking(unknown, "1"), "the unknown parameter '" + unknown + "'");
        }
        operation.definition().path("parameters").forEach(parameter -> {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("query")) {
                String value = parameter.path("example").asText();
                add(name.equals("sort") ? sorted(value) : good.asking(name, value), name + "=" + value);
                add(good.asking(name, value).asking(name, value), name + " twice");
                add(good.asking(name, ""), name + " empty");
                addValues(name);
            }
        });
    }

    private void addValues(String name) {
        ResourceType type = contract.resourceType(operation.resourceType());
        switch (name.replaceFirst("\\[.*", "")) {
            case "page" -> {
                for (String value : List.of("0", "-1", "2", "25", "999", "1.5", "abc", "99999999999")) {
                    add(good.asking(name, value), name + "=" + value);
                }
            }
            case "sort" -> {
                for (String value :
                        List.of("colour", "-", "created_at,-id", "id,", "id,-id", "metadata", "customer.email")) {
                    add(sorted(value), name + "=" + value);
                }
                type.attributes().values().stream()
                        .filter(Attribute::sortable)
                        .map(Attribute::name)
                        .forEach(key -> List.of(key, "-" + key, "-reference," + key, "reference,-" + key)
                                .forEach(sort -> add(sorted(sort), name + "=" + sort)));
                add(good.asking(name, "-created_at"), "the latest first");
            }
            case "include" -> {
                type.relationships().keySet().forEach(one -> add(good.asking(name, one), name + "=" + one));
                for (String value :
                        List.of("colour", "customer.colour", "customer,customer", "customer,", "events.customer")) {
                    add(good.asking(name, value), name + "=" + value);
                }
            }
            case "fields" -> {
                for (String value : List.of(
                        "reference", "colour", "id", "type,id,reference", "reference,", "metadata,reference,events")) {
                    add(good.asking(name, value), name + "=" + value);
                }
                add(good.asking("fields[orders]", "number"), "fields[orders]");
            }
            default -> addFilterValues(name);
        }
    }

    /** All on one page: of records that are equal in what is asked for, ids would decide which stand on it. */
    private ParityRequest sorted(String value) {
        ParityRequest sorted = good.asking("sort", value);
        boolean filters = operation
                .definition()
                .path("parameters")
                .findValuesAsText("name")
                .contains("filter[id]");
        return filters ? sorted.asking("filter[q][created_at_gteq]", ParityWorld.BEGINNING) : sorted;
    }

    /** Once for each operation that filters, at its filter of ids. */
    private void addFilterValues(String name) {
        if (!name.equals("filter[id]")) {
            return;
        }
        for (String[] filter : FILTERS) {
            add(good.asking(filter[0], filter[1]), filter[0] + "=" + filter[1]);
        }
    }
}
