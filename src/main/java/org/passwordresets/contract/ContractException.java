package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;

/** The contract is invalid. The message names the file and the mistake. */
public class ContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Nullable
    private final transient JsonNode object;

    @Nullable
    private final String member;

    ContractException(String message) {
        this(message, null);
    }

    ContractException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.object = null;
        this.member = null;
    }

    /**
     * A mistake in a resolved contract, whose place is not known yet.
     *
     * @param object a part of the contract
     * @param member the invalid member
     */
    ContractException(JsonNode object, String member, String message) {
        super(message);
        this.object = object;
        this.member = member;
    }

    /** The same mistake with its place, if that is known. */
    ContractException in(ContractFiles files) {
        String place = object == null ? null : files.place(object, member);
        return place == null ? this : new ContractException(place + ": " + getMessage(), this);
    }
}
