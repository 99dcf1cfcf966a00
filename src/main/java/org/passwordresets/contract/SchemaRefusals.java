package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.passwordresets.contract.SchemaUse.Place;
import org.passwordresets.contract.UnsupportedFeatures.Finding;

/** What a schema cannot say, and what to write instead. */
final class SchemaRefusals {
    private static final Pattern SNAKE_CASE = Pattern.compile("_?[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern WORD_START = Pattern.compile("_(.)");
    private static final String NUMBERS = " integer number ";
    private static final Set<String> TYPES =
            new TreeSet<>(Set.of("array", "boolean", "integer", "number", "object", "string"));
    /** The formats that every tool checks alike, by type. */
    private static final Map<String, Set<String>> FORMATS = Map.of(
            "string",
                    new TreeSet<>(Set.of(
                            "byte",
                            "date",
                            "date-time",
                            "email",
                            "hostname",
                            "ipv4",
                            "ipv6",
                            "password",
                            "uri",
                            "uuid")),
            "integer", new TreeSet<>(Set.of("int32", "int64")),
            "number", new TreeSet<>(Set.of("double", "float")));

    private static final Set<String> KEYWORDS = Set.of(
            "title",
            "description",
            "type",
            "format",
            "nullable",
            "enum",
            "default",
            "example",
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "items",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "allOf",
            "not",
            "readOnly",
            "writeOnly",
            "deprecated",
            "externalDocs");
    /** Keywords that some tools know, and what to write instead. */
    private static final Map<String, String> INSTEAD = Map.of(
            "oneOf", "Write one schema with the properties of all variants",
            "anyOf", "Write one schema with the properties of all variants",
            "discriminator", "Write one schema with the properties of all variants",
            "xml", "Leave it out: all bodies are JSON",
            "examples", "Write one example");

    private static final List<BiFunction<ContractPart, SchemaUse, Stream<Finding>>> RULES = List.of(
            SchemaRefusals::keywords,
            SchemaRefusals::type,
            SchemaRefusals::nullable,
            SchemaRefusals::format,
            SchemaRefusals::pattern,
            SchemaRefusals::integer,
            SchemaRefusals::names,
            SchemaRefusals::required,
            SchemaRefusals::additionalProperties,
            SchemaRefusals::sides,
            SchemaRefusals::defaultValue,
            SchemaRefusals::listed,
            EnumRefusals::of);

    private SchemaRefusals() {}

    static Stream<Finding> of(ContractPart schema, SchemaUse use) {
        return RULES.stream().flatMap(rule -> rule.apply(schema, use));
    }

    /** Mistakes that make a schema meaningless, in our own contract and in other documents. */
    static Stream<Finding> ofThirdParty(ContractPart schema) {
        return Stream.concat(unknownType(schema), pattern(schema));
    }

    /** OpenAPI ignores what stands beside a reference. */
    static Stream<Finding> ofReference(ContractPart position) {
        return position.has("$ref")
                ? position.children()
                        .filter(sibling -> !sibling.name().equals("$ref"))
                        .map(sibling -> new Finding(
                                sibling,
                                "OpenAPI ignores %s beside $ref. Write allOf: [{$ref: …}] instead of $ref"
                                        .formatted(sibling.name())))
                : Stream.empty();
    }

    private static Stream<Finding> keywords(ContractPart schema, SchemaUse use) {
        return schema.children()
                .filter(keyword ->
                        !KEYWORDS.contains(keyword.name()) && !keyword.name().startsWith("x-"))
                .map(keyword -> new Finding(
                        keyword,
                        "The schema keyword %s is not supported. %s"
                                .formatted(
                                        keyword.name(),
                                        INSTEAD.getOrDefault(
                                                keyword.name(),
                                                "Check its spelling, or start the name of an extension with x-"))));
    }

    private static Stream<Finding> type(ContractPart schema, SchemaUse use) {
        boolean isOpen = schema.text("type").equals("array") && !schema.has("items");
        return isOpen ? one(schema, "An array needs items: the schema of its elements") : unknownType(schema);
    }

    private static Stream<Finding> unknownType(ContractPart schema) {
        return schema.has("type") && !TYPES.contains(schema.text("type"))
                ? one(
                        schema.at("type"),
                        schema.text("type") + " is not a type. Write one of these: " + String.join(", ", TYPES))
                : Stream.empty();
    }

    private static Stream<Finding> nullable(ContractPart schema, SchemaUse use) {
        return schema.has("nullable") && !schema.has("type")
                ? one(schema.at("nullable"), "OpenAPI ignores nullable without type. Write the type beside it")
                : Stream.empty();
    }

    private static Stream<Finding> format(ContractPart schema, SchemaUse use) {
        Set<String> formats = FORMATS.getOrDefault(schema.text("type"), Set.of());
        if (!schema.has("format") || formats.contains(schema.text("format"))) {
            return Stream.empty();
        }
        String choice = formats.isEmpty() ? "Leave it out" : "Write one of these: " + String.join(", ", formats);
        return one(
                schema.at("format"),
                "%s is not a format of %s that all tools check. %s"
                        .formatted(
                                schema.text("format"),
                                schema.has("type") ? "type " + schema.text("type") : "a schema without type",
                                choice));
    }

    private static Stream<Finding> pattern(ContractPart schema, SchemaUse use) {
        return pattern(schema);
    }

    private static Stream<Finding> pattern(ContractPart schema) {
        try {
            Pattern.compile(schema.text("pattern"));
            return Stream.empty();
        } catch (PatternSyntaxException e) {
            return one(
                    schema.at("pattern"),
                    "Java does not understand this pattern: %s at index %d. Write it in the syntax that Java and JavaScript share"
                            .formatted(e.getDescription(), e.getIndex()));
        }
    }

    /** Otherwise a number that fits the schema may not fit the generated code. */
    private static Stream<Finding> integer(ContractPart schema, SchemaUse use) {
        boolean isOpen = schema.text("type").equals("integer") && !schema.has("format");
        return isOpen && use.direction() == Direction.REQUEST && use.place() != Place.PARAMETER
                ? one(schema.at("type"), "Say how large this integer can be: add format: int32 or format: int64")
                : Stream.empty();
    }

    private static Stream<Finding> names(ContractPart schema, SchemaUse use) {
        Map<String, String> inJava = new HashMap<>();
        return schema.at("properties").children().flatMap(property -> {
            String name = property.name();
            if (!SNAKE_CASE.matcher(name).matches()) {
                return one(
                        property,
                        name + " is not in snake_case. Write lower-case letters, digits and single underscores");
            }
            String other = inJava.putIfAbsent(inJava(name), name);
            return other == null
                    ? Stream.empty()
                    : one(property, "%s and %s have the same name in Java. Rename one of them".formatted(name, other));
        });
    }

    /** As the code generator writes it. */
    private static String inJava(String name) {
        return WORD_START.matcher(name.replaceFirst("^_", "")).replaceAll(letter -> letter.group(1)
                .toUpperCase(Locale.ROOT));
    }

    private static Stream<Finding> required(ContractPart schema, SchemaUse use) {
        Set<String> known = properties(schema);
        return known.isEmpty()
                ? Stream.empty()
                : schema.at("required")
                        .children()
                        .filter(name -> !known.contains(name.node().asText()))
                        .map(name -> new Finding(
                                name,
                                "%s is required, but is not one of the properties: %s"
                                        .formatted(name.node().asText(), String.join(", ", known))));
    }

    private static Set<String> properties(ContractPart schema) {
        Set<String> names = new TreeSet<>();
        schema.at("properties").children().forEach(property -> names.add(property.name()));
        schema.at("allOf").children().forEach(part -> names.addAll(properties(part.followed())));
        return names;
    }

    private static Stream<Finding> additionalProperties(ContractPart schema, SchemaUse use) {
        JsonNode others = schema.node().path("additionalProperties");
        if (schema.has("properties") && (others.isObject() || others.asBoolean())) {
            return one(
                    schema.at("additionalProperties"),
                    "An object has either named properties or additionalProperties. Put the others into a property of their own");
        }
        return Stream.concat(Stream.of(schema), schema.at("allOf").children().map(ContractPart::followed))
                .filter(part -> schema.has("allOf")
                        && isClosed(part)
                        && !properties(part).containsAll(properties(schema)))
                .map(
                        part -> new Finding(
                                part.at("additionalProperties"),
                                "additionalProperties: false here forbids the properties of the other parts of the allOf. Leave it out"));
    }

    private static boolean isClosed(ContractPart schema) {
        JsonNode others = schema.node().path("additionalProperties");
        return others.isBoolean() && !others.asBoolean();
    }

    private static Stream<Finding> sides(ContractPart schema, SchemaUse use) {
        return schema.node().path("readOnly").asBoolean()
                        && schema.node().path("writeOnly").asBoolean()
                ? one(schema.at("writeOnly"), "A property cannot be both readOnly and writeOnly. Leave one out")
                : Stream.empty();
    }

    private static Stream<Finding> defaultValue(ContractPart schema, SchemaUse use) {
        boolean isApplied = use.place() == Place.PARAMETER || use.place() == Place.ATTRIBUTE;
        return schema.has("default") && !isApplied
                ? one(schema.at("default"), "Only parameters and attributes can have a default. Describe it in words")
                : Stream.empty();
    }

    private static Stream<Finding> listed(ContractPart schema, SchemaUse use) {
        String type = schema.text("type");
        return Stream.of("x-filterable", "x-sortable")
                .filter(mark -> schema.has(mark) && (NUMBERS.contains(" " + type + " ") || type.equals("array")))
                .map(mark -> new Finding(
                        schema.at(mark),
                        "Lists cannot be filtered or sorted by attributes of type %s. Leave %s out"
                                .formatted(type, mark)));
    }

    static Stream<Finding> one(ContractPart part, String message) {
        return Stream.of(new Finding(part, message));
    }
}
