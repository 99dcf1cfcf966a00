package org.passwordresets.application;

import jakarta.inject.Singleton;
import org.passwordresets.document.Links;
import org.passwordresets.document.RequestContext;
import org.passwordresets.generated.model.OrganizationAttributes;
import org.passwordresets.generated.model.OrganizationDocument;
import org.passwordresets.generated.model.OrganizationResource;
import org.passwordresets.resource.Metadata;

/** Builds the documents of organizations. */
@Singleton
final class OrganizationDocuments {
    private final Links links;

    OrganizationDocuments(Links links) {
        this.links = links;
    }

    OrganizationDocument document(Organization organization, RequestContext request) {
        return OrganizationDocument.builder()
                .data(OrganizationResource.builder()
                        .id(organization.id())
                        .links(links.only("organization"))
                        .attributes(attributes(organization))
                        .meta(links.meta(request))
                        .build())
                .build();
    }

    private static OrganizationAttributes attributes(Organization organization) {
        return OrganizationAttributes.builder()
                .name(organization.name())
                .slug(organization.slug())
                .supportEmail(organization.supportEmail())
                .supportPhone(organization.supportPhone())
                .logoUrl(organization.logoUrl())
                .faviconUrl(organization.faviconUrl())
                .primaryColor(organization.primaryColor())
                .gtmId(organization.gtmId())
                .gtmIdTest(organization.gtmIdTest())
                .config(organization.config() == null ? null : Metadata.of(organization.config()))
                .createdAt(organization.createdAt())
                .updatedAt(organization.updatedAt())
                .build();
    }
}
