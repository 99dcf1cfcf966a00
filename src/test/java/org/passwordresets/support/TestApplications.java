package org.passwordresets.support;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The applications that tests get their tokens as. */
public enum TestApplications {
    BACK_END("integration", "test", "AAAAAAAAAA"),
    LIVE_BACK_END("integration", "live", "AAAAAAAAAA"),
    STOREFRONT("sales_channel", "test", "AAAAAAAAAA"),
    OTHER_BACK_END("integration", "test", "BBBBBBBBBB"),
    /** Without a role, which makes it one that reads. */
    READING_WEBAPP("webapp", "test", "AAAAAAAAAA"),
    SUPPORT_WEBAPP("webapp", "test", "AAAAAAAAAA", "support"),
    ADMIN_WEBAPP("webapp", "test", "AAAAAAAAAA", "admin"),
    /** Without a secret. */
    PUBLIC_WEBAPP("webapp", "test", "AAAAAAAAAA");

    private static final String SIGNING_KEY = signingKey();
    private static final String TOKEN_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final String kind;
    private final String mode;
    private final String organization;
    private final String role;

    TestApplications(String kind, String mode, String organization) {
        this(kind, mode, organization, null);
    }

    TestApplications(String kind, String mode, String organization, String role) {
        this.kind = kind;
        this.mode = mode;
        this.organization = organization;
        this.role = role;
    }

    /** What it calls itself by. */
    public String clientId() {
        return "client-" + name().toLowerCase();
    }

    /** What it proves itself by; null if it has nothing. */
    public String clientSecret() {
        return this == PUBLIC_WEBAPP ? null : "secret of " + name();
    }

    /** The body of its request for an access token, JSON. */
    public String clientCredentials() {
        return "{\"grant_type\":\"client_credentials\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
                .formatted(clientId(), clientSecret());
    }

    /** The key that protects reset tokens in the tests' database. */
    public static String tokenKey() {
        return TOKEN_KEY;
    }

    static Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("auth.signing-key", SIGNING_KEY);
        properties.put("password-resets.token-key", TOKEN_KEY);
        for (TestApplications application : values()) {
            String prefix =
                    "auth.applications." + application.name().toLowerCase().replace('_', '-') + ".";
            properties.put(prefix + "client-id", application.clientId());
            if (application.clientSecret() != null) {
                properties.put(prefix + "client-secret", application.clientSecret());
            }
            if (application.role != null) {
                properties.put(prefix + "role", application.role);
            }
            properties.put(prefix + "kind", application.kind);
            properties.put(prefix + "mode", application.mode);
            properties.put(prefix + "organization-id", application.organization);
            properties.put(prefix + "organization-slug", application.organization.toLowerCase());
        }
        return properties;
    }

    private static String signingKey() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            String base64 = Base64.getMimeEncoder()
                    .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
            return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
