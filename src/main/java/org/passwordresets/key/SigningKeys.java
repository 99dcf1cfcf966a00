package org.passwordresets.key;

import com.nimbusds.jose.jwk.RSAKey;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passwordresets.Setting;

/** The keys that sign access tokens. Created at startup, so that an invalid key is reported at once. */
@Context
@Requires(notEnv = "stub", missingProperty = "auth.outside-issuer.jwks-url")
public final class SigningKeys {
    private static final Setting FIRST = Setting.of("auth.signing-key");

    private final KeyRing<SigningKey> keys;

    SigningKeys(SigningKeyConfiguration first, List<NamedSigningKey> named, Clock clock) {
        List<KeyRing.Timed<SigningKey>> all = new ArrayList<>();
        if (first.signingKey() != null && !first.signingKey().isBlank()) {
            String pem = KeyText.read(FIRST, first.signingKey());
            all.add(new KeyRing.Timed<>(FIRST, SigningKey.of(FIRST, pem), Instant.MIN));
        }
        named.forEach(key -> all.add(key.timed()));
        this.keys = new KeyRing<>(clock, FIRST, "an RSA private key, PKCS#8 in PEM", all, SigningKey::id);
    }

    /** The key that signs new tokens. */
    public SigningKey newest() {
        return keys.newest();
    }

    /**
     * The key with this {@code kid}, if a token that it signed can still be valid.
     *
     * @param longestLifetime of an access token
     */
    public Optional<SigningKey> find(String id, Duration longestLifetime) {
        return keys.neededWithin(longestLifetime).stream()
                .filter(key -> key.id().equals(id))
                .findFirst();
    }

    /**
     * What {@code /.well-known/jwks.json} shows: the public parts of the keys whose tokens can be valid now or later.
     *
     * @param longestLifetime of an access token
     */
    public List<RSAKey> published(Duration longestLifetime) {
        return keys.neededWithin(longestLifetime).stream()
                .map(key -> key.key().toPublicJWK())
                .toList();
    }

    /** All of them, oldest first, for administrators. */
    public List<KeyStatus> status() {
        return keys.status();
    }
}
