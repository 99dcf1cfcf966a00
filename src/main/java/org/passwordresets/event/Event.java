package org.passwordresets.event;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.passwordresets.auth.ModeConverter;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.resource.Identified;

/**
 * A record of what happened to a resource: a row of {@code events}. It remains after the resource is deleted.
 *
 * @param name what happened, such as {@code customer_password_resets.create}
 * @param resourceType the type of the resource
 * @param metadata a JSON object
 */
@MappedEntity("events")
@RecordBuilder
record Event(
        @Id String id,
        String organizationId,
        @MappedProperty(converter = ModeConverter.class) Mode mode,
        String name,
        String resourceType,
        String resourceId,
        @Nullable String reference,
        @Nullable String referenceOrigin,
        String metadata,
        Instant createdAt,
        Instant updatedAt)
        implements Identified {}
