package org.passwordresets.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.passwordresets.contract.SchemaUse.Place;

/**
 * Finds what OpenAPI allows and lint, stub, server, diff, docs and pact check do not all support, and mistakes that some of
 * them would overlook. {@code make lint} prints everything found; the others refuse the contract with the first.
 */
final class UnsupportedFeatures {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> PLAIN_MEDIA_TYPES =
            Set.of("application/json", "application/x-www-form-urlencoded");

    private final ContractFiles files;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> visited = new HashSet<>();

    /**
     * Something that is not supported.
     *
     * @param message what is wrong, and what to write instead
     */
    record Finding(ContractPart part, String message) {}

    private UnsupportedFeatures(ContractFiles files) {
        this.files = files;
    }

    /** One line for each finding: {@code file:line:column: what is wrong, and what to write instead}. */
    static List<String> in(ContractFiles files) {
        UnsupportedFeatures features = new UnsupportedFeatures(files);
        ContractPart.root(files).at("paths").children().forEach(path -> {
            features.checkAddress(path);
            features.checkPath(path.followed());
        });
        return features.findings.stream()
                .map(finding ->
                        files.placeAt(finding.part().file(), finding.part().pointer()) + ": " + finding.message())
                .distinct()
                .toList();
    }

    /** @throws ContractException with the first finding */
    static void refuse(ContractFiles files) {
        List<String> findings = in(files);
        if (!findings.isEmpty()) {
            throw new ContractException(findings.get(0));
        }
        refuseUnnamed(files);
    }

    /** Lint has a rule of its own for them. */
    private static void refuseUnnamed(ContractFiles files) {
        ContractPart.root(files)
                .at("paths")
                .children()
                .flatMap(path -> path.followed().children())
                .filter(operation -> METHODS.contains(operation.name()) && !operation.has("operationId"))
                .findFirst()
                .ifPresent(operation -> {
                    throw new ContractException(files.placeAt(operation.file(), operation.pointer())
                            + ": the operation has no operationId");
                });
    }

    /** Elsewhere, the server would neither ask for a token nor check the request. */
    private void checkAddress(ContractPart path) {
        if (path.name().startsWith(JsonApiMediaType.PATHS)) {
            return;
        }
        if (JsonApiMediaType.isIn(path.followed().node())) {
            findings.add(new Finding(path, "a path of JSON:API must begin with /api/"));
            return;
        }
        checkPlain(path.followed());
        path.followed()
                .children()
                .filter(operation -> METHODS.contains(operation.name()))
                .forEach(this::checkPlain);
    }

    /** @param part a path, or one of its operations */
    private void checkPlain(ContractPart part) {
        part.at("parameters")
                .children()
                .findFirst()
                .ifPresent(parameter -> findings.add(new Finding(
                        parameter, "only operations under /api/ can have parameters. Put the value into the body")));
        part.at("requestBody")
                .followed()
                .at("content")
                .children()
                .filter(media -> !PLAIN_MEDIA_TYPES.contains(media.name()))
                .forEach(media -> findings.add(new Finding(
                        media, "a body outside /api/ must be application/json or application/x-www-form-urlencoded")));
    }

    private void checkPath(ContractPart path) {
        path.at("parameters").children().forEach(this::checkParameter);
        path.children().filter(operation -> METHODS.contains(operation.name())).forEach(operation -> {
            operation.at("parameters").children().forEach(this::checkParameter);
            checkContent(operation.at("requestBody").followed(), Direction.REQUEST);
            operation.at("responses").children().map(ContractPart::followed).forEach(response -> {
                response.at("headers")
                        .children()
                        .map(ContractPart::followed)
                        .forEach(header ->
                                check(header.at("schema"), new SchemaUse(Direction.RESPONSE, Place.PARAMETER)));
                checkContent(response, Direction.RESPONSE);
            });
        });
    }

    private void checkParameter(ContractPart parameter) {
        check(parameter.followed().at("schema"), new SchemaUse(Direction.REQUEST, Place.PARAMETER));
    }

    private void checkContent(ContractPart body, Direction direction) {
        body.at("content").children().forEach(media -> check(media.at("schema"), new SchemaUse(direction, Place.BODY)));
    }

    private void check(ContractPart position, SchemaUse use) {
        if (position.node().isMissingNode()) {
            return;
        }
        SchemaRefusals.ofReference(position).forEach(findings::add);
        ContractPart schema = position.followed();
        if (visited.add(schema.address() + " " + use)) {
            SchemaRefusals.of(schema, use).forEach(findings::add);
            schema.at("properties").children().forEach(property -> check(property, use.ofProperty(property.name())));
            schema.at("allOf").children().forEach(part -> check(part, use));
            check(schema.at("items"), use.ofElements());
            check(schema.at("not"), use.inside());
            if (schema.node().path("additionalProperties").isObject()) {
                check(schema.at("additionalProperties"), use.inside());
            }
        }
    }
}
