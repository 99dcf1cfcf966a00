package org.passwordresets.key;

import com.nimbusds.jose.jwk.JWKSet;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.time.Duration;
import java.util.Optional;
import org.passwordresets.Setting;

/** The keys that sign access tokens. Created at startup, so that an invalid key is reported at once. */
@Context
@Requires(notEnv = "stub")
public final class SigningKeys {
    private final SigningKey key;

    SigningKeys(SigningKeyConfiguration configuration) {
        this.key = SigningKey.of(Setting.of("auth.signing-key"), configuration.signingKey());
    }

    /** The key that signs new tokens. */
    public SigningKey newest() {
        return key;
    }

    /**
     * The key with this {@code kid}, if a token that it signed can still be valid.
     *
     * @param longestLifetime of an access token
     */
    public Optional<SigningKey> find(String id, Duration longestLifetime) {
        return Optional.of(key).filter(one -> one.id().equals(id));
    }

    /**
     * What {@code /.well-known/jwks.json} shows: the public parts of the keys whose tokens can be valid.
     *
     * @param longestLifetime of an access token
     */
    public String published(Duration longestLifetime) {
        return new JWKSet(key.key().toPublicJWK()).toString();
    }
}
