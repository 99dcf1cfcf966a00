package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.micronaut.core.value.PropertyResolver;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a contract contains, and how it is read from its files. It never changes. */
final class ContractContent {
    private static final Logger LOG = LoggerFactory.getLogger(ContractContent.class);
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    final Map<String, Operation> operations = new LinkedHashMap<>();
    final List<Operation> ofApi;
    final List<Operation> plain;
    final Map<String, Rights> readers = new HashMap<>();
    final Map<String, ResourceType> resourceTypes;
    final JsonNode info;
    final List<String> servers;
    final List<Server> serverAddresses;
    final boolean isForeign;
    final JsonNode document;
    final Paths paths;
    final long maxBodyBytes;

    /**
     * The contract as it is written.
     *
     * @throws ContractException with the file, line and column of the mistake
     */
    static ContractContent of(ContractFiles files) {
        return read(files, root -> {});
    }

    /** The contract with the limits from the configuration: {@code x-configured-by}. */
    static ContractContent of(ContractFiles files, PropertyResolver settings) {
        return read(files, root -> configure(root, settings));
    }

    private static void configure(JsonNode node, PropertyResolver settings) {
        node.path("x-configured-by").properties().forEach(limit -> settings.getProperty(
                        limit.getValue().asText(), Integer.class)
                .ifPresent(value -> ((ObjectNode) node).put(limit.getKey(), value)));
        node.forEach(member -> configure(member, settings));
    }

    private static ContractContent read(ContractFiles files, Consumer<JsonNode> change) {
        files.refuseOtherVersions();
        try {
            return ForeignDocument.is(files) ? foreign(files) : own(files, change);
        } catch (ContractException e) {
            throw e.in(files);
        } catch (RuntimeException e) {
            throw new ContractException(files.root() + ": the contract cannot be used: " + e.getMessage(), e);
        }
    }

    private static ContractContent own(ContractFiles files, Consumer<JsonNode> change) {
        JsonNode root = files.contract();
        if (root.path("paths").isEmpty()) {
            throw new ContractException(files.root() + ":1:1: it has no paths");
        }
        change.accept(root);
        return new ContractContent(EffectiveSchemas.in(root, files), files);
    }

    private static ContractContent foreign(ContractFiles files) {
        return new ContractContent(ForeignDocument.read(files));
    }

    private ContractContent(JsonNode root, ContractFiles files) {
        SchemaRegistry schemas = SchemaRegistry.withDialect(Dialects.getOpenApi30());
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation -> add(
                        operation.getKey(),
                        path.getKey(),
                        whole(operation.getValue(), path.getValue()),
                        schemas,
                        files)));
        this.ofApi = operations.values().stream().filter(Operation::isJsonApi).toList();
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

    private ContractContent(JsonNode foreign) {
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

    private static ContractException atOperation(String path, String method, RuntimeException e, ContractFiles files) {
        return new ContractException(files.placeOfOperation(path, method) + ": " + e.getMessage(), e);
    }
}
