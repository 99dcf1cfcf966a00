package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.function.UnaryOperator;
import org.passwordresets.RequestThreads;
import org.passwordresets.contract.Violation;
import org.passwordresets.contract.generated.CustomerDocument;
import org.passwordresets.contract.generated.CustomerPasswordResetCreate;
import org.passwordresets.contract.generated.CustomerPasswordResetCreateAttributes;
import org.passwordresets.contract.generated.CustomerPasswordResetDocument;
import org.passwordresets.contract.generated.CustomerPasswordResetList;
import org.passwordresets.contract.generated.CustomerPasswordResetUpdate;
import org.passwordresets.contract.generated.CustomerPasswordResetUpdateAttributes;
import org.passwordresets.contract.generated.CustomerPasswordResetsApi;
import org.passwordresets.contract.generated.EventList;
import org.passwordresets.contract.generated.ToManyLinkage;
import org.passwordresets.contract.generated.ToOneLinkage;
import org.passwordresets.contract.generated.ValidationCode;
import org.passwordresets.customer.Customer;
import org.passwordresets.jsonapi.ApiException;
import org.passwordresets.jsonapi.Call;
import org.passwordresets.jsonapi.References;

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
    public CustomerPasswordResetList listCustomerPasswordResets(Call call) {
        return documents.list(resets.list(call.caller(), call.query()), call);
    }

    @Override
    public CustomerPasswordResetDocument createCustomerPasswordReset(CustomerPasswordResetCreate document, Call call) {
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
    private Customer customer(@Nullable String email, Call call) {
        Customer customer = email == null ? null : related.customer(email, call);
        call.validate(
                email != null && customer == null
                        ? List.of(Violation.of("customer_email", ValidationCode.NOT_FOUND))
                        : List.of());
        return customer;
    }

    @Override
    public CustomerPasswordResetDocument retrieveCustomerPasswordReset(String id, Call call) {
        return documents.document(find(id, call), call);
    }

    @Override
    public CustomerPasswordResetDocument updateCustomerPasswordReset(
            String id, CustomerPasswordResetUpdate document, Call call) {
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
    public void deleteCustomerPasswordReset(String id, Call call) {
        service.delete(call.caller(), find(id, call));
    }

    @Override
    public CustomerDocument retrieveCustomerPasswordResetCustomer(String id, Call call) {
        return related.customer(find(id, call), call);
    }

    @Override
    public EventList listCustomerPasswordResetEvents(String id, Call call) {
        return related.events(find(id, call), call);
    }

    @Override
    public ToOneLinkage retrieveCustomerPasswordResetCustomerRelationship(String id, Call call) {
        return related.customerLinkage(find(id, call));
    }

    @Override
    public ToManyLinkage listCustomerPasswordResetEventsRelationship(String id, Call call) {
        return related.eventsLinkage(find(id, call));
    }

    private PasswordReset find(String id, Call call) {
        return resets.find(call.caller(), id).orElseThrow(() -> ApiException.notFound(PasswordResetService.TYPE, id));
    }
}
