package org.passwordresets.application;

import jakarta.inject.Singleton;
import org.passwordresets.document.Links;
import org.passwordresets.document.RequestContext;
import org.passwordresets.generated.model.ApplicationAttributes;
import org.passwordresets.generated.model.ApplicationDocument;
import org.passwordresets.generated.model.ApplicationKindName;
import org.passwordresets.generated.model.ApplicationResource;

/** Builds the documents of applications. */
@Singleton
final class ApplicationDocuments {
    /** Every token has it, because there are no markets here. */
    private static final String SCOPES = "market:all";

    private final Links links;

    ApplicationDocuments(Links links) {
        this.links = links;
    }

    ApplicationDocument document(RegisteredApplication application, RequestContext request) {
        return ApplicationDocument.builder()
                .data(ApplicationResource.builder()
                        .id(application.id())
                        .links(links.only("application"))
                        .attributes(attributes(application))
                        .meta(links.meta(request))
                        .build())
                .build();
    }

    private static ApplicationAttributes attributes(RegisteredApplication application) {
        return ApplicationAttributes.builder()
                .name(application.name())
                .kind(ApplicationKindName.of(application.kind().text()))
                .publicAccess(application.isPublic())
                .scopes(SCOPES)
                .createdAt(application.createdAt())
                .updatedAt(application.updatedAt())
                .build();
    }
}
