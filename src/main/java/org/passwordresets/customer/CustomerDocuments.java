package org.passwordresets.customer;

import jakarta.inject.Singleton;
import org.passwordresets.document.Links;
import org.passwordresets.document.RequestContext;
import org.passwordresets.document.ResourceDocuments;
import org.passwordresets.generated.model.CustomerAttributes;
import org.passwordresets.generated.model.CustomerDocument;
import org.passwordresets.generated.model.CustomerList;
import org.passwordresets.generated.model.CustomerResource;
import org.passwordresets.generated.model.CustomerStatus;
import org.passwordresets.resource.Metadata;

/** Builds the documents of customers: attributes and relationships. */
@Singleton
public final class CustomerDocuments extends ResourceDocuments<Customer, CustomerDocument, CustomerList> {
    CustomerDocuments(Links links) {
        super(CustomerResource.TYPE, CustomerDocument.class, CustomerList.class, links);
    }

    @Override
    protected CustomerAttributes attributes(Customer customer, RequestContext request) {
        return CustomerAttributes.builder()
                .email(customer.email())
                .status(CustomerStatus.of(customer.status()))
                .hasPassword(customer.hasPassword())
                .shopperReference(customer.shopperReference())
                .createdAt(customer.createdAt())
                .updatedAt(customer.updatedAt())
                .reference(customer.reference())
                .referenceOrigin(customer.referenceOrigin())
                .metadata(Metadata.of(customer.metadata()))
                .build();
    }
}
