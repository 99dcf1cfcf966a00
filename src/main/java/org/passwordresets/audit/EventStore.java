package org.passwordresets.audit;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.resource.Identified;

/**
 * One change of a resource: a row of {@code event_stores}. It remains after the resource is deleted.
 *
 * @param event {@code create}, {@code update} or {@code destroy}
 * @param payload a JSON object
 * @param clientId of the application that made the change
 * @param kind of that application
 * @param isPublic whether the client id of that application is public
 * @param customerId the customer who was signed in; null if the application acted for itself
 * @param address the IP address of the client
 */
@Introspected
@RecordBuilder
record EventStore(
        String id,
        String organizationId,
        Mode mode,
        String event,
        String resourceType,
        String resourceId,
        String payload,
        String clientId,
        String kind,
        boolean isPublic,
        @Nullable String customerId,
        @Nullable String address,
        Instant createdAt)
        implements Identified {
    /** Omits personal data. */
    @Override
    public String toString() {
        return "EventStore[" + id + ", " + event + ", " + resourceType + ", " + resourceId + "]";
    }
}
