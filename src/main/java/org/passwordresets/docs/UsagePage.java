package org.passwordresets.docs;

import static org.passwordresets.docs.Markdown.escape;

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

/** Who relies on which part of the contract, by the pacts; and what may be changed freely because nobody does. */
final class UsagePage {
    /** The kinds that stand first are worth a tile; the others say little without their operation. */
    private static final int TILES = 8;

    private final List<Part> parts;
    private final Pacts pacts;
    private final SearchIndex search;

    UsagePage(List<Part> parts, Pacts pacts, SearchIndex search) {
        this.parts = parts;
        this.pacts = pacts;
        this.search = search;
    }

    String html() {
        search.add("Usage", "Free to change", "What no consumer relies on", "usage.html#free");
        return """
                <h1>Usage</h1>
                <p class="lead">What consumers send and need, by their pacts in <code>pact/</code>. Green is what none of them relies
                on: as far as the pacts know, it may be changed freely. A consumer without a pact is not seen.</p>
                <p>%s</p>
                <h2 id="free">Free to change</h2>
                <div class="tiles">%s</div>
                <h2 id="operations">Operations</h2>
                %s
                %s
                <h2 id="errors">Errors</h2>
                <div class="card"><dl class="parts">%s%s%s</dl></div>
                <h2 id="consumers">Consumers</h2>
                %s
                """.formatted(
                        pacts.consumers().isEmpty() ? "There are no pacts." : consumers(pacts.consumers()),
                        Stream.of(Kind.values()).limit(TILES).map(this::tile).collect(Collectors.joining()),
                        of(Kind.OPERATION).map(this::operation).collect(Collectors.joining()),
                        types().map(this::type).collect(Collectors.joining()),
                        row("members", of(Kind.MEMBER, "errors")),
                        row("code", of(Kind.CODE)),
                        row("meta.error", of(Kind.VALIDATION)),
                        pacts.consumers().stream().map(this::consumer).collect(Collectors.joining()));
    }

    /** How many of them nobody relies on, and their names. */
    private String tile(Kind kind) {
        List<Part> free = of(kind).filter(part -> !part.isUsed()).toList();
        long all = of(kind).count();
        Map<String, String> names = free.stream()
                .collect(Collectors.groupingBy(
                        Part::owner,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                part -> "<code>" + escape(part.name()) + "</code>", Collectors.joining(" "))));
        return """
                <section class="tile">
                <h3>%s</h3>
                <p><strong>%d</strong> of %d</p>
                <meter min="0" max="%d" value="%d"></meter>
                %s
                </section>
                """.formatted(
                kind.title(),
                free.size(),
                all,
                all,
                free.size(),
                names.entrySet().stream()
                        .map(owner -> "<p class=\"names\">%s%s</p>".formatted(label(owner.getKey()), owner.getValue()))
                        .collect(Collectors.joining()));
    }

    private static String label(String owner) {
        return owner.isEmpty() || owner.equals("errors") ? "" : "<small>" + escape(owner) + "</small>";
    }

    private Stream<Part> of(Kind kind) {
        return parts.stream().filter(part -> part.kind() == kind);
    }

    private Stream<Part> of(Kind kind, String owner) {
        return of(kind).filter(part -> part.owner().equals(owner));
    }

    private String operation(Part operation) {
        String[] methodAndPath = operation.name().split(" ");
        String details = operation.isUsed()
                ? "<dl class=\"parts\">%s%s%s</dl>"
                        .formatted(
                                row("statuses", of(Kind.STATUS, operation.name())),
                                row("query", of(Kind.PARAMETER, operation.name())),
                                row("beside data", of(Kind.LISTED, operation.name())))
                : "";
        return """
                <section class="card %s">
                <h3><span class="method %s">%s</span> <code>%s</code> <span class="who">%s</span></h3>
                %s
                </section>
                """.formatted(
                        operation.isUsed() ? "" : "unused",
                        methodAndPath[0].toLowerCase(Locale.ROOT),
                        methodAndPath[0],
                        escape(methodAndPath[1]),
                        who(operation),
                        details);
    }

    private static String row(String name, Stream<Part> parts) {
        String items = parts.map(UsagePage::item).collect(Collectors.joining(" "));
        return items.isEmpty() ? "" : "<dt>%s</dt><dd>%s</dd>".formatted(name, items);
    }

    private static String item(Part part) {
        return "<span class=\"part %s\"><code>%s</code>%s</span>"
                .formatted(
                        part.isUsed() ? "used" : "free",
                        escape(part.name()),
                        part.isUsed() ? " " + consumers(part.consumers()) : "");
    }

    private static String who(Part part) {
        return part.isUsed() ? consumers(part.consumers()) : "<span class=\"part free\">free</span>";
    }

    private static String consumers(Collection<String> names) {
        return names.stream()
                .map(name -> "<a class=\"consumer\" href=\"#%1$s\">%1$s</a>".formatted(escape(name)))
                .collect(Collectors.joining(" "));
    }

    private Stream<String> types() {
        return of(Kind.READ).map(Part::owner).distinct();
    }

    private String type(String type) {
        Map<String, Map<Kind, Part>> rows = new LinkedHashMap<>();
        parts.stream().filter(part -> part.owner().equals(type)).forEach(part -> rows.computeIfAbsent(
                        part.name(), name -> new LinkedHashMap<>())
                .put(part.kind() == Kind.MEMBER ? Kind.READ : part.kind(), part));
        search.add("Usage", type, "Who reads, writes, filters and sorts by which attribute", "usage.html#" + type);
        return """
                <h2 id="%1$s"><code>%1$s</code></h2>
                <div class="wide"><table class="usage">
                <thead><tr><th></th><th>in answers</th><th>in requests</th><th>filtered by</th><th>sorted by</th></tr></thead>
                <tbody>%2$s</tbody>
                </table></div>
                %3$s
                """.formatted(
                        escape(type),
                        rows.entrySet().stream()
                                .filter(row -> !row.getValue().containsKey(Kind.INCLUDED))
                                .map(UsagePage::attribute)
                                .collect(Collectors.joining()),
                        included(type));
    }

    private static String attribute(Map.Entry<String, Map<Kind, Part>> row) {
        String cells = Stream.of(Kind.READ, Kind.WRITTEN, Kind.FILTERED, Kind.SORTED)
                .map(kind -> row.getValue().get(kind))
                .map(part -> "<td>%s</td>".formatted(part == null ? "<span class=\"quiet\">–</span>" : who(part)))
                .collect(Collectors.joining());
        return "<tr><td><code>%s</code></td>%s</tr>\n".formatted(escape(row.getKey()), cells);
    }

    private String included(String type) {
        String items = row("included", of(Kind.INCLUDED, type));
        return items.isEmpty() ? "" : "<dl class=\"parts\">" + items + "</dl>";
    }

    private String consumer(String name) {
        List<Interaction> interactions = pacts.interactions().stream()
                .filter(interaction -> interaction.consumer().equals(name))
                .toList();
        List<Message> messages = pacts.messages().stream()
                .filter(message -> message.consumer().equals(name))
                .toList();
        String summary = count(interactions, "interaction")
                + (messages.isEmpty() ? "" : ", " + count(messages, "message") + " not verified here");
        search.add("Usage", name, summary, "usage.html#" + name);
        return """
                <section class="card" id="%1$s">
                <h3><a class="anchor" href="#%1$s">%1$s</a></h3>
                <details><summary>%2$s</summary><ul>%3$s%4$s</ul></details>
                </section>
                """.formatted(
                        escape(name),
                        summary,
                        interactions.stream().map(UsagePage::interaction).collect(Collectors.joining()),
                        messages.stream().map(UsagePage::message).collect(Collectors.joining()));
    }

    private static String count(List<?> things, String name) {
        return things.size() + " " + name + (things.size() == 1 ? "" : "s");
    }

    private static String message(Message message) {
        return "<li>%s: a message, not verified here</li>\n".formatted(escape(message.description()));
    }

    private static String interaction(Interaction interaction) {
        return "<li>%s: <code>%s %s</code> → %d</li>\n"
                .formatted(
                        escape(interaction.description()),
                        escape(interaction.request().method()),
                        escape(interaction.request().path()),
                        interaction.response().status());
    }
}
