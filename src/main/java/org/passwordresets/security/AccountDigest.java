package org.passwordresets.security;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.passwordresets.contract.Email;
import org.passwordresets.policy.PasswordResetConfiguration;

/**
 * A name for an account that cannot be turned back into its address: 16 hexadecimal digits of HMAC-SHA-256. The same address
 * always gets the same one, so that attempts on one account can be counted, and whoever has the key can look up an address.
 */
@Singleton
final class AccountDigest {
    private static final String MAC = "HmacSHA256";
    private static final int BYTES = 8;

    private final SecretKeySpec key;

    AccountDigest(PasswordResetConfiguration configuration) {
        byte[] master = configuration.tokenKey().strip().getBytes(StandardCharsets.US_ASCII);
        this.key = new SecretKeySpec(mac(new SecretKeySpec(master, MAC), "accounts in the security log"), MAC);
    }

    String of(Email account) {
        return HexFormat.of().formatHex(mac(key, account.key()), 0, BYTES);
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
