package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.passwordresets.document.Links;
import org.passwordresets.document.RequestContext;
import org.passwordresets.generated.model.CustomerPasswordReset;
import org.passwordresets.generated.model.CustomerPasswordResetAttributes;
import org.passwordresets.generated.model.CustomerPasswordResetDocument;
import org.passwordresets.generated.model.CustomerPasswordResetList;
import org.passwordresets.generated.model.CustomerPasswordResetRelationships;
import org.passwordresets.generated.model.ToManyRelationship;
import org.passwordresets.generated.model.ToOneRelationship;
import org.passwordresets.query.ListPage;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Metadata;

/** Between resets and their documents; the only place that knows both. */
@Singleton
class PasswordResetDocuments {
    private static final String TYPE = CustomerPasswordReset.TYPE;

    private final ResetTokenVault vault;
    private final RelatedResources related;
    private final Links links;
    private final Clock clock;

    PasswordResetDocuments(ResetTokenVault vault, RelatedResources related, Links links, Clock clock) {
        this.vault = vault;
        this.related = related;
        this.links = links;
        this.clock = clock;
    }

    CustomerPasswordResetDocument document(PasswordReset reset, ResourceQuery query, RequestContext request) {
        Included included = related.included(List.of(reset), query, request);
        return new CustomerPasswordResetDocument(
                resource(reset, included, request), related.resources(included, query, request));
    }

    CustomerPasswordResetList list(ListPage<PasswordReset> page, ResourceQuery query, RequestContext request) {
        Included included = related.included(page.rows(), query, request);
        return new CustomerPasswordResetList(
                page.rows().stream()
                        .map(reset -> resource(reset, included, request))
                        .toList(),
                related.resources(included, query, request),
                links.meta(query, page.records()),
                links.pages(request.path(), query, page.records()));
    }

    private CustomerPasswordReset resource(PasswordReset reset, Included included, RequestContext request) {
        return new CustomerPasswordReset(
                reset.id(),
                TYPE,
                links.resource(TYPE, reset.id()),
                attributes(reset, request),
                relationships(reset, included),
                links.meta(request));
    }

    private CustomerPasswordResetAttributes attributes(PasswordReset reset, RequestContext request) {
        return new CustomerPasswordResetAttributes(
                reset.customerEmail(),
                request.caller().seesResetTokens() ? shownToken(reset) : null,
                reset.resetPasswordAt(),
                reset.createdAt(),
                reset.updatedAt(),
                reset.reference(),
                reset.referenceOrigin(),
                Metadata.of(reset.metadata()));
    }

    /** As long as it can be used. */
    @Nullable
    private String shownToken(PasswordReset reset) {
        return reset.token().isActive(clock.instant())
                ? vault.decrypt(reset.tokenCiphertext(), reset.id()).text()
                : null;
    }

    private CustomerPasswordResetRelationships relationships(PasswordReset reset, Included included) {
        return new CustomerPasswordResetRelationships(
                new ToOneRelationship(
                        links.relationship(TYPE, reset.id(), Included.CUSTOMER), included.customerLinkage(reset)),
                new ToManyRelationship(
                        links.relationship(TYPE, reset.id(), Included.EVENTS), included.eventLinkage(reset)));
    }
}
