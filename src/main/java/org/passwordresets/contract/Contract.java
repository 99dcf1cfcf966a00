package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The contract as a running server needs it: its operations, and its types of resources. Loaded once; what each request
 * needs is worked out then.
 */
public final class Contract {
    static final String MEDIA_TYPE = "application/vnd.api+json";
    private static final String ROOT = "openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, ResourceType> resourceTypes = new LinkedHashMap<>();
    private final Paths paths;

    private Contract(JsonNode root) {
        SchemaRegistry schemas = SchemaRegistry.withDialect(Dialects.getOpenApi30());
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation -> add(Operation.of(
                        operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue(), schemas))));
        findResourceTypes(root.path("paths"));
        this.paths = new Paths(operations.values());
    }

    /** The contract that travels in the jar. */
    public static Contract packaged() {
        return new Contract(new ContractFiles(Contract::openPackaged).read(ROOT));
    }

    private static InputStream openPackaged(String file) throws FileNotFoundException {
        InputStream content = Contract.class.getResourceAsStream("/contract/" + file);
        if (content == null) {
            throw new FileNotFoundException("not in the jar");
        }
        return content;
    }

    private void add(Operation operation) {
        operations.put(operation.id(), operation);
    }

    private void findResourceTypes(JsonNode node) {
        if (node.has("x-resource-type")) {
            ResourceType type = ResourceType.of(node);
            resourceTypes.putIfAbsent(type.name(), type);
        }
        node.forEach(this::findResourceTypes);
    }

    /** All operations, in the contract's order. */
    public Collection<Operation> operations() {
        return Collections.unmodifiableCollection(operations.values());
    }

    /** The operation of that {@code operationId}. */
    public Operation operation(String id) {
        Operation operation = operations.get(id);
        if (operation == null) {
            throw new ContractException("The contract has no operation " + id);
        }
        return operation;
    }

    /** The type of resource of that name. */
    public ResourceType resourceType(String name) {
        return findResourceType(name)
                .orElseThrow(() -> new ContractException("The contract has no resource type " + name));
    }

    /** The type of resource of that name, where there is one. */
    public Optional<ResourceType> findResourceType(String name) {
        return Optional.ofNullable(resourceTypes.get(name));
    }

    /** The methods that the contract has for a path; none where it has no such path. */
    public Set<String> methodsOf(String path) {
        return paths.at(path).keySet();
    }

    /** The operation at a path, such as {@code /api/customers/xYZkjABcde}. */
    public Optional<Operation> find(String method, String path) {
        return Optional.ofNullable(paths.at(path).get(method));
    }

    /** Makes the contract a bean. */
    @Factory
    static final class Beans {
        @Singleton
        Contract contract() {
            return packaged();
        }
    }
}
