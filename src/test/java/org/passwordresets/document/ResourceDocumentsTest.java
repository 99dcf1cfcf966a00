package org.passwordresets.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.Caller;
import org.passwordresets.generated.model.ListLinks;
import org.passwordresets.generated.model.ListMeta;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.generated.model.ResourceIdentifier;
import org.passwordresets.generated.model.ResourceLinks;
import org.passwordresets.generated.model.ResourceMeta;
import org.passwordresets.generated.model.ToManyRelationship;
import org.passwordresets.generated.model.ToOneRelationship;
import org.passwordresets.query.ListPage;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Identified;

/** Documents of a resource that is related to others of its type, so that an include can go to any depth. */
class ResourceDocumentsTest {
    private static final ApplicationContext CONTEXT =
            ApplicationContext.run(Map.of("api.base-url", "https://api.example"), "stub");
    private static final RequestContext REQUEST = new RequestContext(
            null,
            new Caller("xRRkjDFafe", Mode.TEST, ApplicationKind.INTEGRATION, "client", false, Instant.EPOCH),
            "/api/nodes",
            "5e2f");

    private final Nodes nodes = new Nodes(CONTEXT.getBean(Links.class));

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    @Test
    void aResourceHasLinksOnlyUnlessItsRelationshipIsIncluded() {
        nodes.put("a", "root");
        NodeResource resource =
                nodes.document(nodes.row("a"), including(), REQUEST).data();

        assertThat(resource.links().self()).isEqualTo("https://api.example/api/nodes/a");
        assertThat(resource.meta().organizationId()).isEqualTo("xRRkjDFafe");
        assertThat(resource.relationships().parent().links().related())
                .isEqualTo("https://api.example/api/nodes/a/parent");
        assertThat(resource.relationships().parent().data().isPresent()).isFalse();
        assertThat(resource.relationships().children().data()).isNull();
        assertThat(nodes.document(nodes.row("a"), including(), REQUEST).included())
                .isNull();
    }

    @Test
    void includesEveryLevelThatIsNamed() {
        nodes.put("a", null);
        nodes.put("b", "a");
        nodes.put("c", "b");
        nodes.put("d", "c");
        NodeDocument document = nodes.document(
                nodes.row("a"), including("children", "children.children", "children.children.parent"), REQUEST);

        assertThat(ids(document.included())).containsExactly("b", "c");
        assertThat(linkage(document.data())).containsExactly("b");
        assertThat(linkage(document.included().get(0))).containsExactly("c");
        assertThat(((NodeResource) document.included().get(1))
                        .relationships()
                        .children()
                        .data())
                .isNull();
        assertThat(((NodeResource) document.included().get(1))
                        .relationships()
                        .parent()
                        .data()
                        .value())
                .isEqualTo(identifier("b"));
    }

    @Test
    void includesAResourceOnceHoweverManyWaysLeadToIt() {
        nodes.put("a", null);
        nodes.put("b", "a");
        nodes.put("c", "a");
        NodeList list = nodes.list(
                new ListPage<>(List.of(nodes.row("b"), nodes.row("c")), 2),
                including("parent", "parent.children"),
                REQUEST);

        assertThat(ids(list.data())).containsExactly("b", "c");
        assertThat(ids(list.included())).containsExactly("a");
        assertThat(linkage(list.included().get(0))).containsExactly("b", "c");
    }

    @Test
    void asksForAllRelatedRowsOfAPageInOneStatement() {
        nodes.put("a", null);
        nodes.put("b", null);
        nodes.put("c", "a");
        nodes.put("d", "b");
        nodes.list(
                new ListPage<>(List.of(nodes.row("a"), nodes.row("b")), 2),
                including("children", "children.parent"),
                REQUEST);

        assertThat(nodes.asked).containsExactly("children of [a, b]", "[a, b]");
    }

    @Test
    void aRelationshipWithoutRowsIsIncludedAsEmpty() {
        nodes.put("a", null);
        NodeDocument document = nodes.document(nodes.row("a"), including("parent", "children"), REQUEST);

        assertThat(document.included()).isEmpty();
        assertThat(document.data().relationships().parent().data().isPresent()).isTrue();
        assertThat(document.data().relationships().parent().data().value()).isNull();
        assertThat(document.data().relationships().children().data()).isEmpty();
        assertThat(nodes.toOneLinkage("parent", nodes.row("a"), REQUEST).data()).isNull();
        assertThat(nodes.toManyLinkage("children", nodes.row("a"), REQUEST).data())
                .isEmpty();
    }

    @Test
    void aListLinksToThePagesAroundIt() {
        nodes.put("a", null);
        NodeList list = nodes.list(new ListPage<>(List.of(nodes.row("a")), 3), page(2), REQUEST);

        assertThat(list.meta().recordCount()).isEqualTo(3);
        assertThat(list.meta().pageCount()).isEqualTo(3);
        assertThat(list.links().prev()).endsWith("/api/nodes?page%5Bnumber%5D=1&page%5Bsize%5D=1");
        assertThat(list.links().next()).endsWith("/api/nodes?page%5Bnumber%5D=3&page%5Bsize%5D=1");
    }

    private static ResourceQuery including(String... paths) {
        return new ResourceQuery(
                new ResourceQuery.Page(1, 10),
                List.of(),
                List.of(),
                new LinkedHashSet<>(List.of(paths)),
                paths.length > 0,
                Map.of(),
                Map.of());
    }

    private static ResourceQuery page(int number) {
        return new ResourceQuery(
                new ResourceQuery.Page(number, 1), List.of(), List.of(), Set.of(), false, Map.of(), Map.of());
    }

    private static List<String> ids(List<?> resources) {
        return resources.stream().map(node -> ((NodeResource) node).id()).toList();
    }

    private static List<String> linkage(Object node) {
        return ((NodeResource) node)
                .relationships().children().data().stream()
                        .map(ResourceIdentifier::id)
                        .toList();
    }

    private static ResourceIdentifier identifier(String id) {
        return ResourceIdentifier.builder().type("nodes").id(id).build();
    }

    record Node(String id, @Nullable String parentId) implements Identified {}

    /** As they would be generated. */
    @Introspected
    record NodeAttributes(@JsonProperty("name") String name) {}

    @Introspected
    record NodeRelationships(
            @JsonProperty("parent") ToOneRelationship parent,
            @JsonProperty("children") ToManyRelationship children) {}

    @Introspected
    record NodeResource(
            @JsonProperty("id") String id,
            @JsonProperty("type") String type,
            @JsonProperty("links") ResourceLinks links,
            @JsonProperty("attributes") NodeAttributes attributes,
            @JsonProperty("relationships") NodeRelationships relationships,
            @JsonProperty("meta") ResourceMeta meta) {}

    @Introspected
    record NodeDocument(
            @JsonProperty("data") NodeResource data,
            @JsonProperty("included") @Nullable List<Object> included) {}

    @Introspected
    record NodeList(
            @JsonProperty("data") List<NodeResource> data,
            @JsonProperty("included") @Nullable List<Object> included,
            @JsonProperty("meta") ListMeta meta,
            @JsonProperty("links") ListLinks links) {}

    private static final class Nodes extends ResourceDocuments<Node, NodeDocument, NodeList> {
        private final Map<String, Node> rows = new TreeMap<>();
        private final List<String> asked = new ArrayList<>();

        private Nodes(Links links) {
            super("nodes", NodeDocument.class, NodeList.class, links);
        }

        void put(String id, @Nullable String parentId) {
            rows.put(id, new Node(id, parentId));
        }

        Node row(String id) {
            return rows.get(id);
        }

        @Override
        protected NodeAttributes attributes(Node row, RequestContext request) {
            return new NodeAttributes(row.id());
        }

        @Override
        protected Map<String, Way<Node, ?>> relationships() {
            return Map.of(
                    "parent", Way.toOne(Node::parentId, this::all, this),
                    "children", Way.toMany(this::childrenOf, Node::parentId, this));
        }

        private List<Node> all(Caller caller, Collection<String> ids) {
            asked.add(ids.toString());
            return rows.values().stream().filter(row -> ids.contains(row.id())).toList();
        }

        private List<Node> childrenOf(Caller caller, Collection<String> ids) {
            asked.add("children of " + ids);
            return rows.values().stream()
                    .filter(row -> row.parentId() != null && ids.contains(row.parentId()))
                    .toList();
        }
    }
}
