package org.passwordresets.customer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.stream.Stream;
import org.passwordresets.RequestThreads;
import org.passwordresets.audit.EventStoreDocuments;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Email;
import org.passwordresets.contract.Violation;
import org.passwordresets.document.RequestContext;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.api.CustomersApi;
import org.passwordresets.generated.model.CustomerCreate;
import org.passwordresets.generated.model.CustomerCreateAttributes;
import org.passwordresets.generated.model.CustomerDocument;
import org.passwordresets.generated.model.CustomerList;
import org.passwordresets.generated.model.CustomerUpdate;
import org.passwordresets.generated.model.CustomerUpdateAttributes;
import org.passwordresets.generated.model.EventStoreList;
import org.passwordresets.jsonapi.Submitted;
import org.passwordresets.limit.CustomerLimits;
import org.passwordresets.policy.CommonPasswords;
import org.passwordresets.resource.Written;

/** Handles {@code /api/customers}. */
@Controller
@ExecuteOn(RequestThreads.NAME)
class CustomerController implements CustomersApi.Server {
    private final CustomerRepository customers;
    private final CustomerService service;
    private final CustomerDocuments documents;
    private final Passwords passwords;
    private final EventStoreDocuments changes;
    private final CommonPasswords common;
    private final CustomerLimits limits;

    CustomerController(
            CustomerRepository customers,
            CustomerService service,
            CustomerDocuments documents,
            Passwords passwords,
            EventStoreDocuments changes,
            CommonPasswords common,
            CustomerLimits limits) {
        this.customers = customers;
        this.service = service;
        this.documents = documents;
        this.passwords = passwords;
        this.changes = changes;
        this.common = common;
        this.limits = limits;
    }

    @Override
    public CustomerList listCustomers(ListCustomersParameters parameters, RequestContext request) {
        return documents.list(customers.list(request.caller(), parameters.query()), parameters.query(), request);
    }

    @Override
    public CustomerDocument createCustomer(
            CreateCustomerParameters parameters, Submitted<CustomerCreate> document, RequestContext request) {
        CustomerCreateAttributes attributes =
                document.valid(violations(document, null, request)).data().attributes();
        CustomerChange wish = new CustomerChange(
                Email.of(attributes.email()),
                hash(attributes.password()),
                customer -> Written.into(customer, attributes));
        return documents.document(service.create(request.caller(), wish), parameters.query(), request);
    }

    @Override
    public CustomerDocument retrieveCustomer(RetrieveCustomerParameters parameters, RequestContext request) {
        return documents.document(customers.get(request.caller(), parameters.id()), parameters.query(), request);
    }

    @Override
    public CustomerDocument updateCustomer(
            UpdateCustomerParameters parameters, Submitted<CustomerUpdate> document, RequestContext request) {
        Customer found = customers.get(request.caller(), parameters.id());
        checkLimit(document.attribute("email"), found, request.caller());
        String id = found.id();
        CustomerUpdateAttributes attributes =
                document.valid(violations(document, id, request)).data().attributes();
        CustomerChange change = new CustomerChange(
                attributes.email() == null ? null : Email.of(attributes.email()),
                hash(attributes.password()),
                customer -> Written.into(customer, attributes));
        return documents.document(service.update(request.caller(), id, change), parameters.query(), request);
    }

    /** Customers could find out who else is a customer. Back ends may know. */
    private void checkLimit(@Nullable String email, Customer customer, Caller caller) {
        if (caller.owner() != null && email != null && !Email.of(email).key().equals(customer.emailKey())) {
            limits.takeEmailChange(customer.id()).ifPresent(exceeded -> {
                throw new ApiException(new Problem.TooManyRequests(exceeded));
            });
        }
    }

    @Override
    public void deleteCustomer(DeleteCustomerParameters parameters, RequestContext request) {
        service.delete(
                request.caller(),
                customers.get(request.caller(), parameters.id()).id());
    }

    /** Also those of a deleted customer. */
    @Override
    public EventStoreList listCustomerEventStores(
            ListCustomerEventStoresParameters parameters, RequestContext request) {
        return changes.listOf(
                CustomerService.TYPE,
                parameters.id(),
                parameters.query(),
                request,
                () -> customers.get(request.caller(), parameters.id()));
    }

    private List<Violation> violations(Submitted<?> document, @Nullable String id, RequestContext request) {
        return Stream.concat(
                        taken(document, id, request).stream(),
                        common.violations("password", document.attribute("password")).stream())
                .toList();
    }

    private List<Violation> taken(Submitted<?> document, @Nullable String by, RequestContext request) {
        String email = document.attribute("email");
        return email == null
                ? List.of()
                : customers
                        .find(request.caller(), Email.of(email))
                        .filter(owner -> !owner.id().equals(by))
                        .map(owner ->
                                List.of(Violation.taken("email", Email.of(email).text())))
                        .orElse(List.of());
    }

    @Nullable
    private String hash(@Nullable String password) {
        return password == null ? null : passwords.hash(password);
    }
}
