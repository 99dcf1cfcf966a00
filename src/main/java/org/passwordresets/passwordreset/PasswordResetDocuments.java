package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.passwordresets.customer.CustomerDocuments;
import org.passwordresets.customer.CustomerRepository;
import org.passwordresets.document.Links;
import org.passwordresets.document.RequestContext;
import org.passwordresets.document.ResourceDocuments;
import org.passwordresets.document.Way;
import org.passwordresets.event.EventDocuments;
import org.passwordresets.generated.model.CustomerPasswordResetAttributes;
import org.passwordresets.generated.model.CustomerPasswordResetDocument;
import org.passwordresets.generated.model.CustomerPasswordResetList;
import org.passwordresets.generated.model.CustomerPasswordResetRelationships;
import org.passwordresets.generated.model.CustomerPasswordResetResource;
import org.passwordresets.resource.Metadata;

/** Builds the documents of resets: attributes and relationships. */
@Singleton
final class PasswordResetDocuments
        extends ResourceDocuments<PasswordReset, CustomerPasswordResetDocument, CustomerPasswordResetList>
        implements CustomerPasswordResetRelationships.Ways<Way<PasswordReset, ?>> {
    private static final String TYPE = CustomerPasswordResetResource.TYPE;

    private final ResetTokenVault vault;
    private final CustomerRepository customers;
    private final CustomerDocuments customerDocuments;
    private final EventDocuments events;
    private final Clock clock;

    PasswordResetDocuments(
            ResetTokenVault vault,
            CustomerRepository customers,
            CustomerDocuments customerDocuments,
            EventDocuments events,
            Links links,
            Clock clock) {
        super(TYPE, CustomerPasswordResetDocument.class, CustomerPasswordResetList.class, links);
        this.vault = vault;
        this.customers = customers;
        this.customerDocuments = customerDocuments;
        this.events = events;
        this.clock = clock;
    }

    @Override
    protected CustomerPasswordResetAttributes attributes(PasswordReset reset, RequestContext request) {
        return CustomerPasswordResetAttributes.builder()
                .customerEmail(reset.customerEmail())
                .resetPasswordToken(request.caller().seesResetTokens() ? shownToken(reset) : null)
                .resetPasswordAt(reset.resetPasswordAt())
                .createdAt(reset.createdAt())
                .updatedAt(reset.updatedAt())
                .reference(reset.reference())
                .referenceOrigin(reset.referenceOrigin())
                .metadata(Metadata.of(reset.metadata()))
                .build();
    }

    /** The token, only while it is active and if it can be decrypted. */
    @Nullable
    private String shownToken(PasswordReset reset) {
        return reset.token().isActive(clock.instant())
                ? vault.open(reset.keptToken(), reset.id())
                        .map(ResetToken::text)
                        .orElse(null)
                : null;
    }

    @Override
    protected Map<String, Way<PasswordReset, ?>> relationships() {
        return ways();
    }

    @Override
    public Way<PasswordReset, ?> customer() {
        return Way.toOne(PasswordReset::customerId, customers::findAll, customerDocuments);
    }

    @Override
    public Way<PasswordReset, ?> events() {
        return events.wayFrom(TYPE);
    }

    @Override
    public Way<PasswordReset, ?> eventStores() {
        return Way.byAddress();
    }
}
