package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.passwordresets.RequestThreads;
import org.passwordresets.audit.EventStoreDocuments;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Email;
import org.passwordresets.contract.Violation;
import org.passwordresets.customer.CustomerDocuments;
import org.passwordresets.customer.CustomerRepository;
import org.passwordresets.customer.Passwords;
import org.passwordresets.document.RequestContext;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.event.EventDocuments;
import org.passwordresets.generated.api.CustomerPasswordResetsApi;
import org.passwordresets.generated.model.CustomerDocument;
import org.passwordresets.generated.model.CustomerPasswordResetCreate;
import org.passwordresets.generated.model.CustomerPasswordResetCreateAttributes;
import org.passwordresets.generated.model.CustomerPasswordResetDocument;
import org.passwordresets.generated.model.CustomerPasswordResetList;
import org.passwordresets.generated.model.CustomerPasswordResetUpdate;
import org.passwordresets.generated.model.CustomerPasswordResetUpdateAttributes;
import org.passwordresets.generated.model.EventList;
import org.passwordresets.generated.model.EventStoreList;
import org.passwordresets.generated.model.ToManyLinkage;
import org.passwordresets.generated.model.ToOneLinkage;
import org.passwordresets.generated.model.ValidationCode;
import org.passwordresets.jsonapi.Submitted;
import org.passwordresets.limit.Account;
import org.passwordresets.limit.CustomerLimits;
import org.passwordresets.policy.CommonPasswords;
import org.passwordresets.policy.CompletionRules;
import org.passwordresets.policy.TokenVerdict;
import org.passwordresets.resource.Written;

/** Handles {@code /api/customer_password_resets}. */
@Controller
@ExecuteOn(RequestThreads.NAME)
class PasswordResetController implements CustomerPasswordResetsApi.Server {
    private final PasswordResetRepository resets;
    private final PasswordResetService service;
    private final Passwords passwords;
    private final CommonPasswords common;
    private final PasswordResetDocuments documents;
    private final CustomerRepository customers;
    private final CustomerDocuments customerDocuments;
    private final EventDocuments events;
    private final CustomerLimits limits;
    private final EventStoreDocuments changes;

    PasswordResetController(
            PasswordResetRepository resets,
            PasswordResetService service,
            Passwords passwords,
            CommonPasswords common,
            PasswordResetDocuments documents,
            CustomerRepository customers,
            CustomerDocuments customerDocuments,
            EventDocuments events,
            CustomerLimits limits,
            EventStoreDocuments changes) {
        this.resets = resets;
        this.service = service;
        this.passwords = passwords;
        this.common = common;
        this.documents = documents;
        this.customers = customers;
        this.customerDocuments = customerDocuments;
        this.events = events;
        this.limits = limits;
        this.changes = changes;
    }

    @Override
    public CustomerPasswordResetList listCustomerPasswordResets(
            ListCustomerPasswordResetsParameters parameters, RequestContext request) {
        return documents.list(resets.list(request.caller(), parameters.query()), parameters.query(), request);
    }

    @Override
    public CustomerPasswordResetDocument createCustomerPasswordReset(
            CreateCustomerPasswordResetParameters parameters,
            Submitted<CustomerPasswordResetCreate> document,
            RequestContext request) {
        checkLimit(document.attribute("customer_email"), request.caller());
        CustomerPasswordResetCreateAttributes attributes = document.valid(
                        document.isValid() ? List.of() : unknown(document, request))
                .data()
                .attributes();
        PasswordReset created = service.create(
                request.caller(), Email.of(attributes.customerEmail()), reset -> Written.into(reset, attributes));
        return documents.document(created, parameters.query(), request);
    }

    /** Before the customer is looked up, so that the limit does not reveal whether there is one. */
    private void checkLimit(@Nullable String email, Caller caller) {
        if (email != null) {
            limits.takeReset(Account.of(
                            caller.organizationId(),
                            caller.mode(),
                            Email.of(email).key()))
                    .ifPresent(exceeded -> {
                        throw new ApiException(new Problem.TooManyRequests(exceeded));
                    });
        }
    }

    /** Of a valid document, the transaction finds out whether there is a customer. */
    private List<Violation> unknown(Submitted<?> document, RequestContext request) {
        String email = document.attribute("customer_email");
        return email == null
                        || customers.find(request.caller(), Email.of(email)).isPresent()
                ? List.of()
                : List.of(Violation.of("customer_email", ValidationCode.NOT_FOUND));
    }

    @Override
    public CustomerPasswordResetDocument retrieveCustomerPasswordReset(
            RetrieveCustomerPasswordResetParameters parameters, RequestContext request) {
        return documents.document(resets.get(request.caller(), parameters.id()), parameters.query(), request);
    }

    @Override
    public CustomerPasswordResetDocument updateCustomerPasswordReset(
            UpdateCustomerPasswordResetParameters parameters,
            Submitted<CustomerPasswordResetUpdate> document,
            RequestContext request) {
        PasswordReset reset = resets.get(request.caller(), parameters.id());
        String token = document.attribute(CompletionRules.TOKEN);
        TokenVerdict verdict = token == null ? null : service.tryToken(request.caller(), reset, token);
        CustomerPasswordResetUpdateAttributes attributes =
                document.valid(completion(document, verdict, request)).data().attributes();
        UnaryOperator<PasswordReset> change = before -> Written.into(before, attributes);
        PasswordReset changed = attributes.customerPassword() == null
                ? service.update(request.caller(), reset, change)
                : service.complete(
                        request.caller(), reset, token, change, passwords.hash(attributes.customerPassword()));
        return documents.document(changed, parameters.query(), request);
    }

    private List<Violation> completion(Submitted<?> document, @Nullable TokenVerdict verdict, RequestContext request) {
        List<Violation> violations = new ArrayList<>(CompletionRules.violations(
                document.mentions(CompletionRules.TOKEN),
                document.mentions(CompletionRules.PASSWORD),
                !request.caller().writesAllAttributes(),
                verdict));
        violations.addAll(common.violations(CompletionRules.PASSWORD, document.attribute(CompletionRules.PASSWORD)));
        return violations;
    }

    @Override
    public void deleteCustomerPasswordReset(DeleteCustomerPasswordResetParameters parameters, RequestContext request) {
        service.delete(request.caller(), resets.get(request.caller(), parameters.id()));
    }

    @Override
    public CustomerDocument retrieveCustomerPasswordResetCustomer(
            RetrieveCustomerPasswordResetCustomerParameters parameters, RequestContext request) {
        String id = resets.get(request.caller(), parameters.id()).customerId();
        return customerDocuments.document(customers.get(request.caller(), id), parameters.query(), request);
    }

    @Override
    public EventList listCustomerPasswordResetEvents(
            ListCustomerPasswordResetEventsParameters parameters, RequestContext request) {
        String id = resets.get(request.caller(), parameters.id()).id();
        return events.listOf(PasswordResetService.TYPE, id, parameters.query(), request);
    }

    /** Also those of a deleted reset. */
    @Override
    public EventStoreList listCustomerPasswordResetEventStores(
            ListCustomerPasswordResetEventStoresParameters parameters, RequestContext request) {
        return changes.listOf(
                PasswordResetService.TYPE,
                parameters.id(),
                parameters.query(),
                request,
                () -> resets.get(request.caller(), parameters.id()));
    }

    @Override
    public ToOneLinkage retrieveCustomerPasswordResetCustomerRelationship(
            RetrieveCustomerPasswordResetCustomerRelationshipParameters parameters, RequestContext request) {
        return documents.toOneLinkage("customer", resets.get(request.caller(), parameters.id()), request);
    }

    @Override
    public ToManyLinkage listCustomerPasswordResetEventsRelationship(
            ListCustomerPasswordResetEventsRelationshipParameters parameters, RequestContext request) {
        return documents.toManyLinkage("events", resets.get(request.caller(), parameters.id()), request);
    }
}
