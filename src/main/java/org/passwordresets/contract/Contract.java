package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contract as the server uses it: operations and resource types. It is loaded once, and everything that each request
 * needs is computed then. Only the stub replaces it, with {@link #become}, when you edit the contract.
 */
public final class Contract {
    /** The media type of every document. */
    public static final String MEDIA_TYPE = JsonApiMediaType.NAME;

    private static final Logger LOG = LoggerFactory.getLogger(Contract.class);
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private volatile CompletableFuture<Content> content;

    private Contract(Content content) {
        this(CompletableFuture.completedFuture(content));
    }

    private Contract(CompletableFuture<Content> content) {
        this.content = content;
    }

    /** The contract in the jar. */
    public static Contract packaged() {
        return read(ContractFiles.packaged(), root -> {});
    }

    /** The contract in the jar, with the limits from the configuration: {@code x-configured-by}. */
    public static Contract packaged(PropertyResolver settings) {
        return read(ContractFiles.packaged(), root -> configure(root, settings));
    }

    private static void configure(JsonNode node, PropertyResolver settings) {
        node.path("x-configured-by").properties().forEach(limit -> settings.getProperty(
                        limit.getValue().asText(), Integer.class)
                .ifPresent(value -> ((ObjectNode) node).put(limit.getKey(), value)));
        node.forEach(member -> configure(member, settings));
    }

    /**
     * The contract in a directory.
     *
     * @throws ContractException with the file, line and column of the mistake
     */
    public static Contract in(Path directory) {
        return read(ContractFiles.in(directory), root -> {});
    }

    /** The contract in these files, with the limits from the configuration. */
    public static Contract of(ContractFiles files, PropertyResolver settings) {
        return read(files, root -> configure(root, settings));
    }

    private static Contract read(ContractFiles files, Consumer<JsonNode> change) {
        files.refuseOtherVersions();
        try {
            return new Contract(ForeignDocument.is(files) ? foreign(files) : own(files, change));
        } catch (ContractException e) {
            throw e.in(files);
        } catch (RuntimeException e) {
            throw new ContractException(files.root() + ": the contract cannot be used: " + e.getMessage(), e);
        }
    }

    private static Content own(ContractFiles files, Consumer<JsonNode> change) {
        JsonNode root = files.contract();
        if (root.path("paths").isEmpty()) {
            throw new ContractException(files.root() + ":1:1: it has no paths");
        }
        change.accept(root);
        return new Content(EffectiveSchemas.in(root, files), files);
    }

    private static Content foreign(ContractFiles files) {
        return new Content(ForeignDocument.read(files));
    }

    /** A contract that another thread is still reading. Its methods wait until it is read. */
    public static Contract beingRead(Supplier<Contract> reading) {
        CompletableFuture<Content> content = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        content.complete(reading.get().content());
                    } catch (RuntimeException | Error e) {
                        content.completeExceptionally(e);
                    }
                },
                "contract");
        reader.setDaemon(true);
        reader.start();
        return new Contract(content);
    }

    private Content content() {
        return content.join();
    }

    /**
     * Waits until it is read.
     *
     * @throws ContractException if it is invalid
     */
    public void awaitReading() {
        try {
            content();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ContractException mistake ? mistake : e;
        }
    }

    /** Whether it is valid, and its methods return without waiting. */
    public boolean isRead() {
        return content.isDone() && !content.isCompletedExceptionally();
    }

    /** Takes over the content of the newer contract. */
    public void become(Contract newer) {
        content = newer.content;
    }

    /** The addresses of its {@code servers}, with which the links in its examples begin. */
    public List<String> servers() {
        return content().servers;
    }

    /** The name of the API. */
    public String title() {
        return content().info.path("title").asText();
    }

    /** Its version, such as {@code 2.4.1}. */
    public String version() {
        return content().info.path("version").asText();
    }

    /** The same addresses with their base paths. */
    public List<Server> serverAddresses() {
        return content().serverAddresses;
    }

    /**
     * Whether it is a document of another maker, to which nothing of our server applies: its operations only have a definition,
     * with references that lead into {@link #document()}.
     */
    public boolean isForeign() {
        return content().isForeign;
    }

    /** The whole contract. */
    public JsonNode document() {
        return content().document;
    }

    /** All resource types, in the contract's order. */
    public Collection<ResourceType> resourceTypes() {
        return Collections.unmodifiableCollection(content().resourceTypes.values());
    }

    /** All operations of JSON:API, in the contract's order; of a document of another maker, all operations. */
    public Collection<Operation> operations() {
        return content().ofApi;
    }

    /** The other operations, whose bodies are forms or plain JSON: {@link Operation#isJsonApi()}. */
    public Collection<Operation> plainOperations() {
        return content().plain;
    }

    /** The operation with this {@code operationId}. */
    public Operation operation(String id) {
        Operation operation = content().operations.get(id);
        if (operation == null) {
            throw new ContractException("The contract has no operation " + id);
        }
        return operation;
    }

    /**
     * The maximum size of a request body, in bytes: for an operation, from {@code x-max-bytes} of its 413; without one, the
     * largest of all.
     */
    public long maxBodyBytes(@Nullable Operation operation) {
        return operation == null || operation.document() == null ? content().maxBodyBytes : operation.maxBodyBytes();
    }

    /** Who may read every resource of this type, and so may include it. */
    public Rights readers(String resourceType) {
        return content().readers.getOrDefault(resourceType, Rights.NONE);
    }

    /** The resource type at the end of a path of relationships, such as {@code events.webhooks}. */
    public String relatedType(String resourceType, String path) {
        String type = resourceType;
        for (String name : path.split("\\.")) {
            type = resourceType(type).relationships().get(name).relatedType();
        }
        return type;
    }

    /** The resource type with this name. */
    public ResourceType resourceType(String name) {
        return findResourceType(name)
                .orElseThrow(() -> new ContractException("The contract has no resource type " + name));
    }

    /** The resource type with this name, if there is one. */
    public Optional<ResourceType> findResourceType(String name) {
        return Optional.ofNullable(content().resourceTypes.get(name));
    }

    /** The methods that the contract has for a path; empty if it has no such path. */
    public Set<String> methodsOf(String path) {
        return content().paths.at(path).keySet();
    }

    /** The operation at a path, such as {@code /api/customers/xYZkjABcde}. */
    public Optional<Operation> find(String method, String path) {
        return Optional.ofNullable(content().paths.at(path).get(method));
    }

    /**
     * One of the {@code servers}, at the root of the document or of a path.
     *
     * @param address as in the contract, with the defaults of its variables
     * @param path the base path, such as {@code /v1}; empty if there is none
     */
    public record Server(String address, String path) {
        private static List<Server> all(JsonNode document) {
            List<Server> servers = new ArrayList<>();
            document.path("servers").forEach(server -> servers.add(of(server)));
            document.path("paths").forEach(path -> path.path("servers").forEach(server -> servers.add(of(server))));
            return servers.stream().distinct().toList();
        }

        private static Server of(JsonNode server) {
            String address = server.path("url").asText();
            for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
                address = address.replace(
                        "{" + variable.getKey() + "}",
                        variable.getValue().path("default").asText());
            }
            String path = address.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*:", "").replaceFirst("^//[^/]*", "");
            return new Server(address.replaceFirst("/+$", ""), path.replaceFirst("/+$", ""));
        }
    }

    /** Everything the contract contains, replaced in one step. */
    private static final class Content {
        private final Map<String, Operation> operations = new LinkedHashMap<>();
        private final List<Operation> ofApi;
        private final List<Operation> plain;
        private final Map<String, Rights> readers = new HashMap<>();
        private final Map<String, ResourceType> resourceTypes;
        private final JsonNode info;
        private final List<String> servers;
        private final List<Server> serverAddresses;
        private final boolean isForeign;
        private final JsonNode document;
        private final Paths paths;
        private final long maxBodyBytes;

        private Content(JsonNode root, ContractFiles files) {
            SchemaRegistry schemas = SchemaRegistry.withDialect(Dialects.getOpenApi30());
            root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                    .filter(operation -> METHODS.contains(operation.getKey()))
                    .forEach(operation -> add(
                            operation.getKey(),
                            path.getKey(),
                            whole(operation.getValue(), path.getValue()),
                            schemas,
                            files)));
            this.ofApi =
                    operations.values().stream().filter(Operation::isJsonApi).toList();
            this.plain = operations.values().stream()
                    .filter(operation -> !operation.isJsonApi())
                    .toList();
            this.resourceTypes = ResourceType.all(root);
            this.info = root.path("info");
            this.servers = root.path("servers").findValuesAsText("url");
            this.serverAddresses = Server.all(root);
            this.isForeign = false;
            this.document = root;
            this.paths = new Paths(operations.values(), List.of());
            this.maxBodyBytes = operations.values().stream()
                    .filter(operation -> operation.document() != null)
                    .mapToLong(Operation::maxBodyBytes)
                    .max()
                    .orElse(Long.MAX_VALUE);
        }

        private Content(JsonNode foreign) {
            foreign.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                    .filter(operation -> ForeignDocument.METHODS.contains(operation.getKey()))
                    .forEach(operation -> {
                        Operation added = Operation.foreign(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                whole(operation.getValue(), path.getValue()),
                                operations.keySet());
                        operations.put(added.id(), added);
                    }));
            this.ofApi = List.copyOf(operations.values());
            this.plain = List.of();
            this.resourceTypes = Map.of();
            this.info = foreign.path("info");
            this.servers = foreign.path("servers").findValuesAsText("url");
            this.serverAddresses = Server.all(foreign);
            this.isForeign = true;
            this.document = foreign;
            this.paths = new Paths(
                    operations.values(),
                    serverAddresses.stream()
                            .map(Server::path)
                            .filter(path -> !path.isEmpty())
                            .toList());
            this.maxBodyBytes = Long.MAX_VALUE;
        }

        /** The operation with the parameters that its path defines for all operations. */
        private static JsonNode whole(JsonNode operation, JsonNode path) {
            if (!path.has("parameters") || !operation.isObject()) {
                return operation;
            }
            ObjectNode whole = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) operation);
            ArrayNode parameters = whole.putArray("parameters");
            path.get("parameters").forEach(parameters::add);
            operation.path("parameters").forEach(parameters::add);
            return whole;
        }

        private void add(String method, String path, JsonNode node, SchemaRegistry schemas, ContractFiles files) {
            try {
                Operation operation = Operation.of(method.toUpperCase(Locale.ROOT), path, node, schemas);
                if (operations.put(operation.id(), operation) != null) {
                    throw new ContractException("another operation has the operationId " + operation.id());
                }
                if (operation.method().equals("GET") && operation.resourceType() != null) {
                    readers.merge(operation.resourceType(), operation.rights().ofAllRecords(), Rights::and);
                }
                if (operation.rights().isEmpty() && operation.isJsonApi()) {
                    LOG.warn(
                            "{}: nobody may use the operation {}, because it has no x-rights",
                            files.placeOfOperation(path, method),
                            operation.id());
                }
            } catch (ContractException e) {
                ContractException placed = e.in(files);
                throw placed == e ? atOperation(path, method, e, files) : placed;
            } catch (RuntimeException e) {
                throw atOperation(path, method, e, files);
            }
        }

        private static ContractException atOperation(
                String path, String method, RuntimeException e, ContractFiles files) {
            return new ContractException(files.placeOfOperation(path, method) + ": " + e.getMessage(), e);
        }
    }

    /** Makes the contract a bean. The stub has its own. */
    @Factory
    @Requires(notEnv = "stub")
    static final class Beans {
        @Singleton
        Contract contract(PropertyResolver settings) {
            return packaged(settings);
        }
    }
}
