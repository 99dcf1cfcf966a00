package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.function.UnaryOperator;
import org.passwordresets.RequestThreads;
import org.passwordresets.contract.Violation;
import org.passwordresets.customer.Customer;
import org.passwordresets.error.ApiException;
import org.passwordresets.generated.api.CustomerPasswordResetsApi;
import org.passwordresets.generated.model.CustomerDocument;
import org.passwordresets.generated.model.CustomerPasswordResetCreate;
import org.passwordresets.generated.model.CustomerPasswordResetCreateAttributes;
import org.passwordresets.generated.model.CustomerPasswordResetDocument;
import org.passwordresets.generated.model.CustomerPasswordResetList;
import org.passwordresets.generated.model.CustomerPasswordResetUpdate;
import org.passwordresets.generated.model.CustomerPasswordResetUpdateAttributes;
import org.passwordresets.generated.model.EventList;
import org.passwordresets.generated.model.ToManyLinkage;
import org.passwordresets.generated.model.ToOneLinkage;
import org.passwordresets.generated.model.ValidationCode;
import org.passwordresets.jsonapi.RequestContext;
import org.passwordresets.resource.References;

/** {@code /api/customer_password_resets}. */
@Controller
@ExecuteOn(RequestThreads.NAME)
class PasswordResetController implements CustomerPasswordResetsApi {
    private final PasswordResetRepository resets;
    private final PasswordResetService service;
    private final PasswordResetCompletion completion;
    private final PasswordResetDocuments documents;
    private final RelatedResources related;

    PasswordResetController(
            PasswordResetRepository resets,
            PasswordResetService service,
            PasswordResetCompletion completion,
            PasswordResetDocuments documents,
            RelatedResources related) {
        this.resets = resets;
        this.service = service;
        this.completion = completion;
        this.documents = documents;
        this.related = related;
    }

    @Override
    public CustomerPasswordResetList listCustomerPasswordResets(RequestContext call) {
        return documents.list(resets.list(call.caller(), call.query()), call);
    }

    @Override
    public CustomerPasswordResetDocument createCustomerPasswordReset(
            CustomerPasswordResetCreate document, RequestContext call) {
        CustomerPasswordResetCreateAttributes attributes = document.data().attributes();
        Customer customer = customer(attributes.customerEmail(), call);
        References references =
                References.of(attributes.reference(), attributes.referenceOrigin(), attributes.metadata());
        CustomerPasswordResetDocument created =
                documents.document(service.create(call.caller(), customer, references), call);
        call.created(created.data().links());
        return created;
    }

    /** @param email null where it was no valid one */
    private Customer customer(@Nullable String email, RequestContext call) {
        Customer customer = email == null ? null : related.customer(email, call);
        call.validate(
                email != null && customer == null
                        ? List.of(Violation.of("customer_email", ValidationCode.NOT_FOUND))
                        : List.of());
        return customer;
    }

    @Override
    public CustomerPasswordResetDocument retrieveCustomerPasswordReset(String id, RequestContext call) {
        return documents.document(find(id, call), call);
    }

    @Override
    public CustomerPasswordResetDocument updateCustomerPasswordReset(
            String id, CustomerPasswordResetUpdate document, RequestContext call) {
        PasswordReset reset = find(id, call);
        CustomerPasswordResetUpdateAttributes attributes = document.data().attributes();
        call.validate(completion.refusals(reset, attributes.resetPasswordToken(), call));
        UnaryOperator<References> change = references ->
                references.changedTo(attributes.reference(), attributes.referenceOrigin(), attributes.metadata());
        PasswordReset changed = attributes.customerPassword() == null
                ? service.update(id, change)
                : completion.complete(call.caller(), reset, change, attributes.customerPassword());
        return documents.document(changed, call);
    }

    @Override
    public void deleteCustomerPasswordReset(String id, RequestContext call) {
        service.delete(call.caller(), find(id, call));
    }

    @Override
    public CustomerDocument retrieveCustomerPasswordResetCustomer(String id, RequestContext call) {
        return related.customer(find(id, call), call);
    }

    @Override
    public EventList listCustomerPasswordResetEvents(String id, RequestContext call) {
        return related.events(find(id, call), call);
    }

    @Override
    public ToOneLinkage retrieveCustomerPasswordResetCustomerRelationship(String id, RequestContext call) {
        return related.customerLinkage(find(id, call));
    }

    @Override
    public ToManyLinkage listCustomerPasswordResetEventsRelationship(String id, RequestContext call) {
        return related.eventsLinkage(find(id, call));
    }

    private PasswordReset find(String id, RequestContext call) {
        return resets.find(call.caller(), id).orElseThrow(() -> ApiException.notFound(PasswordResetService.TYPE, id));
    }
}
