package org.passwordresets.limit;

import org.passwordresets.generated.model.Mode;

/**
 * An email address in an organization and mode, whether or not a customer has it. The digest keeps the address out of counts
 * and logs.
 */
public record Account(String digest) {
    /** @param emailKey the normalized address, without differences in case */
    public static Account of(String organizationId, Mode mode, String emailKey) {
        return new Account(Digest.of(organizationId + " " + mode + " " + emailKey));
    }
}
