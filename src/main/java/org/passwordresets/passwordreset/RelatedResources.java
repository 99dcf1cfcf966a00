package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.passwordresets.contract.Email;
import org.passwordresets.customer.Customer;
import org.passwordresets.customer.CustomerDocuments;
import org.passwordresets.customer.CustomerRepository;
import org.passwordresets.document.Links;
import org.passwordresets.document.RequestContext;
import org.passwordresets.error.ApiException;
import org.passwordresets.event.Event;
import org.passwordresets.event.EventDocuments;
import org.passwordresets.event.EventRepository;
import org.passwordresets.generated.model.CustomerDocument;
import org.passwordresets.generated.model.CustomerPasswordReset;
import org.passwordresets.generated.model.EventList;
import org.passwordresets.generated.model.ResourceIdentifier;
import org.passwordresets.generated.model.ToManyLinkage;
import org.passwordresets.generated.model.ToOneLinkage;
import org.passwordresets.query.ResourceQuery;

/** What a reset leads to: its customer, and what has happened to it. */
@Singleton
class RelatedResources {
    private static final String TYPE = CustomerPasswordReset.TYPE;
    private static final String CUSTOMERS = org.passwordresets.generated.model.Customer.TYPE;
    private static final String EVENTS = org.passwordresets.generated.model.Event.TYPE;

    private final CustomerRepository customers;
    private final CustomerDocuments customerDocuments;
    private final EventRepository events;
    private final EventDocuments eventDocuments;
    private final Links links;

    RelatedResources(
            CustomerRepository customers,
            CustomerDocuments customerDocuments,
            EventRepository events,
            EventDocuments eventDocuments,
            Links links) {
        this.customers = customers;
        this.customerDocuments = customerDocuments;
        this.events = events;
        this.eventDocuments = eventDocuments;
        this.links = links;
    }

    /** The customer of that e-mail; null where there is none. */
    @Nullable
    Customer customer(String email, RequestContext request) {
        return customers.find(request.caller(), Email.of(email)).orElse(null);
    }

    /** What the call wishes to have along with these resets: one statement for each relationship. */
    Included included(List<PasswordReset> resets, ResourceQuery query, RequestContext request) {
        if (query.include().isEmpty() || resets.isEmpty()) {
            return Included.NOTHING;
        }
        return new Included(
                query.includes(Included.CUSTOMER) ? customersOf(resets, request) : null,
                query.includes(Included.EVENTS) ? eventsOf(resets) : null);
    }

    private Map<String, Customer> customersOf(List<PasswordReset> resets, RequestContext request) {
        Set<String> ids =
                resets.stream().map(PasswordReset::customerId).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, Customer> byId = new LinkedHashMap<>();
        customers.findAll(request.caller(), ids).forEach(customer -> byId.put(customer.id(), customer));
        return byId;
    }

    private Map<String, List<Event>> eventsOf(List<PasswordReset> resets) {
        return events.findAll(TYPE, resets.stream().map(PasswordReset::id).toList()).stream()
                .collect(Collectors.groupingBy(Event::resourceId, LinkedHashMap::new, Collectors.toList()));
    }

    /** The member {@code included} of a document; null where nothing was asked for. */
    @Nullable
    List<Object> resources(Included included, ResourceQuery query, RequestContext request) {
        if (query.include().isEmpty()) {
            return null;
        }
        List<Object> resources = new ArrayList<>();
        if (included.customers() != null) {
            included.customers()
                    .values()
                    .forEach(customer -> resources.add(customerDocuments.resource(customer, request)));
        }
        if (included.events() != null) {
            included.events()
                    .values()
                    .forEach(some -> some.forEach(event -> resources.add(eventDocuments.resource(event, request))));
        }
        return resources;
    }

    CustomerDocument customer(PasswordReset reset, RequestContext request) {
        return customers
                .find(request.caller(), reset.customerId())
                .map(customer -> customerDocuments.document(customer, request))
                .orElseThrow(() -> ApiException.notFound(CUSTOMERS, reset.customerId()));
    }

    EventList events(PasswordReset reset, ResourceQuery query, RequestContext request) {
        return eventDocuments.list(events.listOf(request.caller(), query, TYPE, reset.id()), query, request);
    }

    ToOneLinkage customerLinkage(PasswordReset reset) {
        return new ToOneLinkage(
                links.relationship(TYPE, reset.id(), "customer"),
                new ResourceIdentifier(CUSTOMERS, reset.customerId()));
    }

    ToManyLinkage eventsLinkage(PasswordReset reset) {
        List<ResourceIdentifier> identifiers = events.idsOf(TYPE, reset.id()).stream()
                .map(id -> new ResourceIdentifier(EVENTS, id))
                .toList();
        return new ToManyLinkage(links.relationship(TYPE, reset.id(), "events"), identifiers);
    }
}
