package org.passwordresets.customer;

import jakarta.inject.Singleton;
import org.passwordresets.contract.generated.CustomerAttributes;
import org.passwordresets.contract.generated.CustomerDocument;
import org.passwordresets.contract.generated.CustomerList;
import org.passwordresets.contract.generated.CustomerStatus;
import org.passwordresets.jsonapi.Call;
import org.passwordresets.jsonapi.Links;
import org.passwordresets.jsonapi.Metadata;
import org.passwordresets.listing.ListPage;

/** Between customers and their documents; the only place that knows both. */
@Singleton
public final class CustomerDocuments {
    private static final String TYPE = CustomerService.TYPE;

    private final Links links;

    CustomerDocuments(Links links) {
        this.links = links;
    }

    /** The document of one customer. */
    public CustomerDocument document(Customer customer, Call call) {
        return new CustomerDocument(resource(customer, call), null);
    }

    CustomerList list(ListPage<Customer> page, Call call) {
        return new CustomerList(
                page.rows().stream().map(customer -> resource(customer, call)).toList(),
                null,
                links.meta(call, page.records()),
                links.pages(call, page.records()));
    }

    /** One customer inside a document. */
    public org.passwordresets.contract.generated.Customer resource(Customer customer, Call call) {
        return new org.passwordresets.contract.generated.Customer(
                customer.id(), TYPE, links.resource(TYPE, customer.id()), attributes(customer), call.meta());
    }

    private static CustomerAttributes attributes(Customer customer) {
        return new CustomerAttributes(
                customer.email(),
                CustomerStatus.of(customer.status()),
                customer.hasPassword(),
                customer.shopperReference(),
                customer.createdAt(),
                customer.updatedAt(),
                customer.reference(),
                customer.referenceOrigin(),
                Metadata.of(customer.metadata()));
    }
}
