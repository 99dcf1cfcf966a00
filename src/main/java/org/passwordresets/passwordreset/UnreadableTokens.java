package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs tokens that cannot be decrypted: once for each missing key, and once for each damaged row. */
final class UnreadableTokens {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableTokens.class);
    private static final int MAX_REPORTED = 1000;

    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /** @param missingKeyId the key that the row names, if it is not configured */
    void report(String resetId, @Nullable String missingKeyId) {
        String subject = missingKeyId == null ? resetId : missingKeyId;
        if (reported.size() >= MAX_REPORTED || !reported.add(subject)) {
            return;
        }
        if (missingKeyId == null) {
            LOG.error("The token of password reset {} cannot be decrypted, so it is not shown: no key fits", resetId);
        } else {
            LOG.error(
                    "The token of password reset {} cannot be decrypted, so it is not shown: the key {} is not"
                            + " configured. This is not logged again for other tokens of that key",
                    resetId,
                    missingKeyId);
        }
    }
}
