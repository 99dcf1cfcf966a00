package org.passwordresets.security;

import io.micronaut.core.annotation.Nullable;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.passwordresets.generated.model.Mode;

/**
 * An entry for the security log. Build it with {@code SecurityEntryBuilder}, and never put a secret into it: no password, no
 * token, and no client id that is not registered, because people paste secrets into the wrong field.
 *
 * @param event what happened
 * @param organizationId of the application; null if unknown
 * @param mode of the application; null if unknown
 * @param clientId of the registered application; null if unknown
 * @param customerId of the customer; null if there is none
 * @param account the email address, or whatever was entered instead. The log stores a keyed digest of it, because it may belong to
 *     nobody here, or be a password in the wrong field
 * @param address the IP address of the client
 * @param actor who ran a command
 * @param detail the reason or the command, at most 255 characters
 */
@RecordBuilder
public record SecurityEntry(
        SecurityEvent event,
        @Nullable String organizationId,
        @Nullable Mode mode,
        @Nullable String clientId,
        @Nullable String customerId,
        @Nullable String account,
        @Nullable String address,
        @Nullable String actor,
        @Nullable String detail) {
    private static final int MAX_TEXT = 255;

    /** Shortens what does not fit, so that nothing a client sends can keep an entry out of the log. */
    public SecurityEntry {
        clientId = shortened(clientId);
        account = shortened(account);
        actor = shortened(actor);
        detail = shortened(detail);
    }

    @Nullable
    private static String shortened(@Nullable String text) {
        return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "SecurityEntry[" + event + ", " + organizationId + ", " + mode + ", " + customerId + "]";
    }
}
