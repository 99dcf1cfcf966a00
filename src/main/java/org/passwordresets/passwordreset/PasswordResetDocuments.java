package org.passwordresets.passwordreset;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.passwordresets.document.Links;
import org.passwordresets.generated.model.CustomerPasswordReset;
import org.passwordresets.generated.model.CustomerPasswordResetAttributes;
import org.passwordresets.generated.model.CustomerPasswordResetDocument;
import org.passwordresets.generated.model.CustomerPasswordResetList;
import org.passwordresets.generated.model.CustomerPasswordResetRelationships;
import org.passwordresets.generated.model.ToManyRelationship;
import org.passwordresets.generated.model.ToOneRelationship;
import org.passwordresets.jsonapi.RequestContext;
import org.passwordresets.query.ListPage;
import org.passwordresets.resource.Metadata;

/** Between resets and their documents; the only place that knows both. */
@Singleton
class PasswordResetDocuments {
    private static final String TYPE = CustomerPasswordReset.TYPE;

    private final ResetTokens tokens;
    private final RelatedResources related;
    private final Links links;
    private final Clock clock;

    PasswordResetDocuments(ResetTokens tokens, RelatedResources related, Links links, Clock clock) {
        this.tokens = tokens;
        this.related = related;
        this.links = links;
        this.clock = clock;
    }

    CustomerPasswordResetDocument document(PasswordReset reset, RequestContext call) {
        Included included = related.included(List.of(reset), call);
        return new CustomerPasswordResetDocument(resource(reset, included, call), related.resources(included, call));
    }

    CustomerPasswordResetList list(ListPage<PasswordReset> page, RequestContext call) {
        Included included = related.included(page.rows(), call);
        return new CustomerPasswordResetList(
                page.rows().stream()
                        .map(reset -> resource(reset, included, call))
                        .toList(),
                related.resources(included, call),
                links.meta(call.query(), page.records()),
                links.pages(call.path(), call.query(), page.records()));
    }

    private CustomerPasswordReset resource(PasswordReset reset, Included included, RequestContext call) {
        return new CustomerPasswordReset(
                reset.id(),
                TYPE,
                links.resource(TYPE, reset.id()),
                attributes(reset, call),
                relationships(reset, included),
                call.meta());
    }

    private CustomerPasswordResetAttributes attributes(PasswordReset reset, RequestContext call) {
        return new CustomerPasswordResetAttributes(
                reset.customerEmail(),
                call.caller().seesResetTokens() ? tokens.shown(reset, clock.instant()) : null,
                reset.resetPasswordAt(),
                reset.createdAt(),
                reset.updatedAt(),
                reset.reference(),
                reset.referenceOrigin(),
                Metadata.of(reset.metadata()));
    }

    private CustomerPasswordResetRelationships relationships(PasswordReset reset, Included included) {
        return new CustomerPasswordResetRelationships(
                new ToOneRelationship(
                        links.relationship(TYPE, reset.id(), Included.CUSTOMER), included.customerLinkage(reset)),
                new ToManyRelationship(
                        links.relationship(TYPE, reset.id(), Included.EVENTS), included.eventLinkage(reset)));
    }
}
