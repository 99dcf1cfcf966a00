package org.passwordresets.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.passwordresets.Setting;

/**
 * An RSA key that signs access tokens (RS512).
 *
 * @param key with its private part
 * @param signer signs with it
 * @param verifier verifies what it signed
 */
public record SigningKey(RSAKey key, JWSSigner signer, JWSVerifier verifier) {
    private static final int MIN_BITS = 2048;

    /** @param setting where the key is configured, for the error if it cannot be read */
    static SigningKey of(Setting setting, String pem) {
        try {
            RSAKey key = read(pem);
            if (key.size() < MIN_BITS) {
                throw setting.refused("has " + key.size() + " bits; it needs " + MIN_BITS + " or more");
            }
            return new SigningKey(key, new RSASSASigner(key), new RSASSAVerifier(key.toRSAPublicKey()));
        } catch (GeneralSecurityException | JOSEException | IllegalArgumentException | ClassCastException e) {
            // Without the cause, which could quote the key.
            throw setting.refused("is not an RSA private key in PKCS#8 PEM form");
        }
    }

    private static RSAKey read(String pem) throws GeneralSecurityException, JOSEException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        KeyFactory keys = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey secret = (RSAPrivateCrtKey)
                keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        RSAPublicKey open = (RSAPublicKey)
                keys.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
        return new RSAKey.Builder(open)
                .privateKey(secret)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS512)
                .keyIDFromThumbprint()
                .build();
    }

    /** The {@code kid} of tokens and of the published key: the key's thumbprint (RFC 7638). */
    public String id() {
        return key.getKeyID();
    }

    /** Omits the key. */
    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }
}
