package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The contract as the server uses it: operations and resource types. It is loaded once, and everything that each request
 * needs is computed then. Only the stub replaces it, with {@link #become}, when you edit the contract.
 */
public final class Contract {
    /** The media type of every document. */
    public static final String MEDIA_TYPE = JsonApiMediaType.NAME;

    private volatile CompletableFuture<ContractContent> content;

    private Contract(ContractContent content) {
        this(CompletableFuture.completedFuture(content));
    }

    private Contract(CompletableFuture<ContractContent> content) {
        this.content = content;
    }

    /** The contract in the jar. */
    public static Contract packaged() {
        return new Contract(ContractContent.of(ContractFiles.packaged()));
    }

    /** The contract in the jar, with the limits from the configuration: {@code x-configured-by}. */
    public static Contract packaged(PropertyResolver settings) {
        return of(ContractFiles.packaged(), settings);
    }

    /**
     * The contract in a directory.
     *
     * @throws ContractException with the file, line and column of the mistake
     */
    public static Contract in(Path directory) {
        return new Contract(ContractContent.of(ContractFiles.in(directory)));
    }

    /** The contract in these files, with the limits from the configuration. */
    public static Contract of(ContractFiles files, PropertyResolver settings) {
        return new Contract(ContractContent.of(files, settings));
    }

    /** A contract that another thread is still reading. Its methods wait until it is read. */
    public static Contract beingRead(Supplier<Contract> reading) {
        CompletableFuture<ContractContent> content = new CompletableFuture<>();
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

    private ContractContent content() {
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
     * Whether it is a third-party document, to which nothing of our server applies: its operations only have a definition, with
     * references that lead into {@link #document()}.
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

    /** All operations of JSON:API, in the contract's order; of a third-party document, all operations. */
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
