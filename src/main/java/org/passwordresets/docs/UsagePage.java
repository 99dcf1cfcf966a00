package org.passwordresets.docs;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.pact.Interaction;
import org.passwordresets.pact.Message;
import org.passwordresets.pact.Pacts;
import org.passwordresets.pact.Part;
import org.passwordresets.pact.Part.Kind;

/**
 * Which consumers rely on which part of the contract, according to the pacts, and what you can change freely because none
 * does.
 */
final class UsagePage {
    /** The first kinds have a tile; the others mean little without their operation. */
    private static final int TILES = 8;

    private static final String ERRORS = "errors";

    private final List<Part> parts;
    private final Pacts pacts;

    /** The number of parts of a kind, and the parts that no consumer relies on. */
    record Tile(String title, long all, long free, List<Owner> owners) {}

    record Owner(@Nullable String label, List<String> names) {}

    record Operation(Part part, String verb, String path, List<Row> rows) {
        String method() {
            return verb.toLowerCase(Locale.ROOT);
        }

        boolean free() {
            return !part.isUsed();
        }
    }

    record Row(String name, List<Part> parts) {}

    record Type(String name, List<Attribute> attributes, List<Row> included) {}

    record Attribute(String name, List<Cell> cells) {}

    record Cell(@Nullable Part part) {}

    record Consumer(String name, List<Interaction> interactions, List<Message> messages) {
        String summary() {
            return count(interactions, "interaction")
                    + (messages.isEmpty() ? "" : ", " + count(messages, "message") + " not verified here");
        }

        private static String count(List<?> things, String name) {
            return things.size() + " " + name + (things.size() == 1 ? "" : "s");
        }
    }

    UsagePage(List<Part> parts, Pacts pacts, SearchIndex search) {
        this.parts = parts;
        this.pacts = pacts;
        pacts().forEach(consumer ->
                search.add("Usage", consumer.name(), consumer.summary(), "usage.html#" + consumer.name()));
    }

    Collection<String> consumers() {
        return pacts.consumers();
    }

    List<Tile> tiles() {
        return Stream.of(Kind.values()).limit(TILES).map(this::tile).toList();
    }

    private Tile tile(Kind kind) {
        List<Part> free = of(kind).filter(part -> !part.isUsed()).toList();
        Map<String, List<String>> names = free.stream()
                .collect(Collectors.groupingBy(
                        Part::owner, LinkedHashMap::new, Collectors.mapping(Part::name, Collectors.toList())));
        return new Tile(
                kind.title(),
                of(kind).count(),
                free.size(),
                names.entrySet().stream()
                        .map(owner -> new Owner(label(owner.getKey()), owner.getValue()))
                        .toList());
    }

    @Nullable
    private static String label(String owner) {
        return owner.isEmpty() || owner.equals(ERRORS) ? null : owner;
    }

    List<Operation> operations() {
        return of(Kind.OPERATION).map(this::operation).toList();
    }

    private Operation operation(Part operation) {
        String[] verbAndPath = operation.name().split(" ");
        return new Operation(
                operation,
                verbAndPath[0],
                verbAndPath[1],
                rows(
                        row("statuses", Kind.STATUS, operation.name()),
                        row("query", Kind.PARAMETER, operation.name()),
                        row("request", Kind.FIELD, operation.name()),
                        row("response", Kind.RETURNED, operation.name()),
                        row("beside data", Kind.LISTED, operation.name())));
    }

    List<Type> types() {
        return of(Kind.READ).map(Part::owner).distinct().map(this::type).toList();
    }

    private Type type(String type) {
        Map<String, Map<Kind, Part>> attributes = new LinkedHashMap<>();
        parts.stream()
                .filter(part -> part.owner().equals(type) && part.kind() != Kind.INCLUDED)
                .forEach(part -> attributes
                        .computeIfAbsent(part.name(), name -> new LinkedHashMap<>())
                        .put(part.kind() == Kind.MEMBER ? Kind.READ : part.kind(), part));
        return new Type(
                type,
                attributes.entrySet().stream().map(UsagePage::attribute).toList(),
                rows(row("included", Kind.INCLUDED, type)));
    }

    private static Attribute attribute(Map.Entry<String, Map<Kind, Part>> row) {
        return new Attribute(
                row.getKey(),
                Stream.of(Kind.READ, Kind.WRITTEN, Kind.FILTERED, Kind.SORTED)
                        .map(kind -> new Cell(row.getValue().get(kind)))
                        .toList());
    }

    List<Row> errors() {
        return rows(
                row("members", Kind.MEMBER, ERRORS),
                new Row("code", of(Kind.CODE).toList()),
                new Row("meta.error", of(Kind.VALIDATION).toList()));
    }

    List<Consumer> pacts() {
        return pacts.consumers().stream()
                .map(name -> new Consumer(
                        name,
                        pacts.interactions().stream()
                                .filter(interaction -> interaction.consumer().equals(name))
                                .toList(),
                        pacts.messages().stream()
                                .filter(message -> message.consumer().equals(name))
                                .toList()))
                .toList();
    }

    private Stream<Part> of(Kind kind) {
        return parts.stream().filter(part -> part.kind() == kind);
    }

    private Row row(String name, Kind kind, String owner) {
        return new Row(name, of(kind).filter(part -> part.owner().equals(owner)).toList());
    }

    private static List<Row> rows(Row... rows) {
        return Stream.of(rows).filter(row -> !row.parts().isEmpty()).toList();
    }
}
