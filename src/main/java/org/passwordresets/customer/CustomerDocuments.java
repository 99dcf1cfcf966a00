package org.passwordresets.customer;

import jakarta.inject.Singleton;
import org.passwordresets.document.Links;
import org.passwordresets.document.RequestContext;
import org.passwordresets.generated.model.CustomerAttributes;
import org.passwordresets.generated.model.CustomerDocument;
import org.passwordresets.generated.model.CustomerList;
import org.passwordresets.generated.model.CustomerStatus;
import org.passwordresets.query.ListPage;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Metadata;

/** Between customers and their documents; the only place that knows both. */
@Singleton
public final class CustomerDocuments {
    private static final String TYPE = CustomerService.TYPE;

    private final Links links;

    CustomerDocuments(Links links) {
        this.links = links;
    }

    /** The document of one customer. */
    public CustomerDocument document(Customer customer, RequestContext request) {
        return new CustomerDocument(resource(customer, request), null);
    }

    CustomerList list(ListPage<Customer> page, ResourceQuery query, RequestContext request) {
        return new CustomerList(
                page.rows().stream()
                        .map(customer -> resource(customer, request))
                        .toList(),
                null,
                links.meta(query, page.records()),
                links.pages(request.path(), query, page.records()));
    }

    /** One customer inside a document. */
    public org.passwordresets.generated.model.Customer resource(Customer customer, RequestContext request) {
        return new org.passwordresets.generated.model.Customer(
                customer.id(), TYPE, links.resource(TYPE, customer.id()), attributes(customer), links.meta(request));
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
