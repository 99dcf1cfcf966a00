package org.passwordresets.audit;

import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.policy.EventNames;
import org.passwordresets.resource.Identified;

/**
 * A change of a resource, for {@link Audit}.
 *
 * @param caller who changed it
 * @param event what the caller did: {@code create}, {@code update} or {@code destroy}
 * @param type of the resource
 * @param id of the resource
 * @param payload a JSON object: {@code from} and {@code to} of each attribute that changed, without secrets
 */
public record Change(Caller caller, String event, String type, String id, String payload) {
    /** A new resource, with its initial values. */
    public static Change created(Caller caller, String type, Identified row) {
        return new Change(caller, EventNames.CREATE, type, row.id(), Payload.between(null, row));
    }

    /** A changed resource; empty if no attribute has another value. */
    public static <R extends Identified> Optional<Change> updated(Caller caller, String type, R before, R after) {
        String payload = Payload.between(before, after);
        return payload.equals(Payload.NONE)
                ? Optional.empty()
                : Optional.of(new Change(caller, EventNames.UPDATE, type, after.id(), payload));
    }

    /**
     * A resource of which only a secret was set, replaced or removed.
     *
     * @param attribute the secret's name in the audit trail
     * @param before whether it had one before
     * @param after whether it has one now
     */
    public static Change ofSecret(
            Caller caller, String type, String id, String attribute, boolean before, boolean after) {
        return new Change(caller, EventNames.UPDATE, type, id, Payload.ofSecret(attribute, before, after));
    }

    /** A deleted resource. Its last values are those of its earlier changes. */
    public static Change deleted(Caller caller, String type, String id) {
        return new Change(caller, EventNames.DESTROY, type, id, Payload.NONE);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "Change[" + event + ", " + type + ", " + id + "]";
    }
}
