package org.passwordresets.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.micronaut.context.annotation.Context;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.passwordresets.Setting;

/** The RSA key that signs access tokens (RS512). Created at the start, so that an invalid key stops the start. */
@Context
final class SigningKey {
    private static final Setting SETTING = Setting.of("auth.signing-key");
    private static final int MIN_BITS = 2048;

    private final RSAKey key;

    SigningKey(AuthConfiguration configuration) {
        this.key = read(configuration.signingKey());
        if (key.size() < MIN_BITS) {
            throw SETTING.refused("has " + key.size() + " bits; it needs " + MIN_BITS + " or more");
        }
    }

    private static RSAKey read(String pem) {
        try {
            String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            KeyFactory keys = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey secret = (RSAPrivateCrtKey) keys.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            RSAPublicKey open = (RSAPublicKey)
                    keys.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
            return new RSAKey.Builder(open)
                    .privateKey(secret)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS512)
                    .keyIDFromThumbprint()
                    .build();
        } catch (GeneralSecurityException | JOSEException | IllegalArgumentException | ClassCastException e) {
            // Without the cause, which could quote the key.
            throw SETTING.refused("is not an RSA private key in PKCS#8 PEM form");
        }
    }

    /** The key with its private part. */
    RSAKey key() {
        return key;
    }

    /** What {@code /.well-known/jwks.json} shows: only the public part. */
    String publicKeys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }
}
