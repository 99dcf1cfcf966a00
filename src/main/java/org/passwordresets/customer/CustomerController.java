package org.passwordresets.customer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.passwordresets.RequestThreads;
import org.passwordresets.contract.Email;
import org.passwordresets.contract.Violation;
import org.passwordresets.error.ApiException;
import org.passwordresets.generated.api.CustomersApi;
import org.passwordresets.generated.model.CustomerCreate;
import org.passwordresets.generated.model.CustomerCreateAttributes;
import org.passwordresets.generated.model.CustomerDocument;
import org.passwordresets.generated.model.CustomerList;
import org.passwordresets.generated.model.CustomerUpdate;
import org.passwordresets.generated.model.CustomerUpdateAttributes;
import org.passwordresets.jsonapi.RequestContext;

/** {@code /api/customers}. */
@Controller
@ExecuteOn(RequestThreads.NAME)
class CustomerController implements CustomersApi {
    private final CustomerRepository customers;
    private final CustomerService service;
    private final CustomerDocuments documents;
    private final Passwords passwords;

    CustomerController(
            CustomerRepository customers, CustomerService service, CustomerDocuments documents, Passwords passwords) {
        this.customers = customers;
        this.service = service;
        this.documents = documents;
        this.passwords = passwords;
    }

    @Override
    public CustomerList listCustomers(RequestContext call) {
        return documents.list(customers.list(call.caller(), call.query()), call);
    }

    @Override
    public CustomerDocument createCustomer(CustomerCreate document, RequestContext call) {
        CustomerCreateAttributes attributes = document.data().attributes();
        Email email = email(attributes.email());
        call.validate(taken(email, null, call));
        CustomerChange wish = new CustomerChange(
                email,
                hash(attributes.password()),
                attributes.shopperReference(),
                attributes.reference(),
                attributes.referenceOrigin(),
                attributes.metadata());
        CustomerDocument created = documents.document(service.create(call.caller(), wish), call);
        call.created(created.data().links());
        return created;
    }

    @Override
    public CustomerDocument retrieveCustomer(String id, RequestContext call) {
        return documents.document(find(id, call), call);
    }

    @Override
    public CustomerDocument updateCustomer(String id, CustomerUpdate document, RequestContext call) {
        find(id, call);
        CustomerUpdateAttributes attributes = document.data().attributes();
        Email email = email(attributes.email());
        call.validate(taken(email, id, call));
        CustomerChange change = new CustomerChange(
                email,
                hash(attributes.password()),
                attributes.shopperReference(),
                attributes.reference(),
                attributes.referenceOrigin(),
                attributes.metadata());
        return documents.document(service.update(call.caller(), id, change), call);
    }

    @Override
    public void deleteCustomer(String id, RequestContext call) {
        service.delete(call.caller(), find(id, call).id());
    }

    @Nullable
    private static Email email(@Nullable String typed) {
        return typed == null ? null : Email.of(typed);
    }

    private List<Violation> taken(@Nullable Email email, @Nullable String by, RequestContext call) {
        return email == null
                ? List.of()
                : customers
                        .find(call.caller(), email)
                        .filter(owner -> !owner.id().equals(by))
                        .map(owner -> List.of(Violation.taken("email", email.text())))
                        .orElse(List.of());
    }

    @Nullable
    private String hash(@Nullable String password) {
        return password == null ? null : passwords.hash(password);
    }

    private Customer find(String id, RequestContext call) {
        return customers.find(call.caller(), id).orElseThrow(() -> ApiException.notFound(CustomerService.TYPE, id));
    }
}
