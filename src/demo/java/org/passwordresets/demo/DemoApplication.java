package org.passwordresets.demo;

import io.micronaut.core.annotation.Nullable;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An application that can request tokens. The demo has one of each kind in each mode.
 *
 * @param kind {@code integration} or {@code sales_channel}
 * @param mode {@code test} or {@code live}
 * @param clientSecret never shown; null for a sales channel, whose code is public
 */
record DemoApplication(String kind, String mode, @Nullable String clientSecret) {

    /** The organization of all the demo's applications and customers. */
    static final String ORGANIZATION_ID = "xRRkjDFafe";

    private static final String INTEGRATION = "integration";
    private static final String ORGANIZATION_SLUG = "demo";

    static List<DemoApplication> readOrCreateAll(Path keys) {
        return List.of(
                readOrCreate(keys, INTEGRATION, "test"),
                readOrCreate(keys, INTEGRATION, "live"),
                readOrCreate(keys, "sales_channel", "test"),
                readOrCreate(keys, "sales_channel", "live"));
    }

    private static DemoApplication readOrCreate(Path keys, String kind, String mode) {
        return new DemoApplication(
                kind, mode, kind.equals(INTEGRATION) ? DemoKeys.clientSecret(keys, name(kind, mode)) : null);
    }

    private static String name(String kind, String mode) {
        return kind.replace('_', '-') + "-" + mode;
    }

    /** The server's configuration of this application. */
    Map<String, Object> properties() {
        String prefix = "auth.applications." + name(kind, mode) + ".";
        Map<String, Object> properties = new HashMap<>(Map.of(
                prefix + "client-id", clientId(),
                prefix + "kind", kind,
                prefix + "mode", mode,
                prefix + "organization-id", ORGANIZATION_ID,
                prefix + "organization-slug", ORGANIZATION_SLUG));
        if (clientSecret != null) {
            properties.put(prefix + "client-secret", clientSecret);
        }
        return properties;
    }

    /** Requests a token. */
    String token(URI server) {
        return DemoToken.request(server, clientId(), clientSecret);
    }

    boolean isIntegration() {
        return kind.equals(INTEGRATION);
    }

    private String clientId() {
        return "demo-" + name(kind, mode);
    }

    /** Writes the file that {@code make token} reads. */
    static void writeClients(Path data, List<DemoApplication> applications) {
        PrivateFiles.write(
                data.resolve("clients.properties"),
                applications.stream().map(DemoApplication::client).collect(Collectors.joining("\n")));
    }

    private String client() {
        return """
                %1$s.%2$s.client_id=%3$s
                %1$s.%2$s.client_secret=%4$s""".formatted(kind, mode, clientId(), clientSecret == null ? "" : clientSecret);
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "DemoApplication[" + clientId() + "]";
    }
}
