package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import org.passwordresets.customer.Customer;
import org.passwordresets.event.Event;
import org.passwordresets.generated.model.ResourceIdentifier;
import org.passwordresets.json.JsonNullable;

/**
 * What {@code include} brings along with some resets.
 *
 * @param customers by their id; null where they were not asked for
 * @param events by the reset that they happened to, the oldest first; null where they were not asked for
 */
record Included(
        @Nullable Map<String, Customer> customers, @Nullable Map<String, List<Event>> events) {
    static final String CUSTOMER = "customer";
    static final String EVENTS = "events";
    static final Included NOTHING = new Included(null, null);

    private static final String CUSTOMER_TYPE = org.passwordresets.generated.model.Customer.TYPE;
    private static final String EVENT_TYPE = org.passwordresets.generated.model.Event.TYPE;

    /** The linkage to the customer: absent where nobody asked for it. */
    JsonNullable<ResourceIdentifier> customerLinkage(PasswordReset reset) {
        return customers == null ? JsonNullable.absent() : JsonNullable.of(identifier(reset));
    }

    private static ResourceIdentifier identifier(PasswordReset reset) {
        return new ResourceIdentifier(CUSTOMER_TYPE, reset.customerId());
    }

    /** The linkage to the events: null where nobody asked for it. */
    @Nullable
    List<ResourceIdentifier> eventLinkage(PasswordReset reset) {
        return events == null
                ? null
                : events.getOrDefault(reset.id(), List.of()).stream()
                        .map(event -> new ResourceIdentifier(EVENT_TYPE, event.id()))
                        .toList();
    }
}
