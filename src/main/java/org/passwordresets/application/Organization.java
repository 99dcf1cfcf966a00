package org.passwordresets.application;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.passwordresets.resource.Identified;

/**
 * An organization: a row of {@code organizations}, or one in the configuration. What it has besides id, name and slug is shown
 * to customers, by pages that read {@code GET /api/organization}.
 *
 * @param id 10 ASCII letters
 * @param slug its name in addresses and tokens
 * @param primaryColor such as {@code #C8984E}
 * @param gtmId the container of Google Tag Manager in live mode
 * @param gtmIdTest the same in test mode
 * @param config a JSON object for the pages
 * @param disabledAt since when its applications cannot be used; null if they can
 * @param createdAt null if it is only in the configuration
 * @param updatedAt null if it is only in the configuration
 * @param accessGeneration of all its applications: the next one begins when it is disabled
 */
@MappedEntity("organizations")
@RecordBuilder
public record Organization(
        @Id String id,
        String name,
        String slug,
        @Nullable String supportEmail,
        @Nullable String supportPhone,
        @Nullable String logoUrl,
        @Nullable String faviconUrl,
        @Nullable String primaryColor,
        @Nullable String gtmId,
        @Nullable String gtmIdTest,
        @Nullable String config,
        @Nullable Instant disabledAt,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        int accessGeneration)
        implements Identified {

    /** One that only an application in the configuration names. */
    static Organization named(String id, String slug) {
        return OrganizationBuilder.builder().id(id).name(slug).slug(slug).build();
    }
}
