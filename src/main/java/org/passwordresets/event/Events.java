package org.passwordresets.event;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.passwordresets.auth.Caller;
import org.passwordresets.resource.Identifier;
import org.passwordresets.resource.Metadata;

/**
 * Records what happens. To be called inside the transaction that makes it happen, so that there is never one without the
 * other.
 */
@Singleton
public final class Events {
    private final EventRepository events;

    Events(EventRepository events) {
        this.events = events;
    }

    /**
     * Something has happened to a resource.
     *
     * @param what the event's name without the type: {@code create} of {@code customer_password_resets.create}
     */
    public void record(Caller caller, String type, String id, String what, Instant now) {
        record(caller, Identifier.random(), type, id, what, now);
    }

    /**
     * Something has happened to a resource, by a transaction that may have to find out later whether it was committed.
     *
     * @param eventId chosen before the transaction, and asked for by {@link #isRecorded}
     * @param what the event's name without the type: {@code create} of {@code customer_password_resets.create}
     */
    public void record(Caller caller, String eventId, String type, String id, String what, Instant now) {
        events.add(caller, event(caller, eventId, type, id, what, now));
    }

    /** Whether the transaction that recorded this event was committed. Waits while it is being committed. */
    public boolean isRecorded(String eventId) {
        return events.lockShared(eventId).isPresent();
    }

    /** The same has happened to several resources. */
    public void recordAll(Caller caller, String type, List<String> ids, String what, Instant now) {
        if (!ids.isEmpty()) {
            events.addAll(
                    caller,
                    ids.stream()
                            .map(id -> event(caller, Identifier.random(), type, id, what, now))
                            .toList());
        }
    }

    private static Event event(Caller caller, String eventId, String type, String id, String what, Instant now) {
        return EventBuilder.builder()
                .id(eventId)
                .organizationId(caller.organizationId())
                .mode(caller.mode())
                .name(type + "." + what)
                .resourceType(type)
                .resourceId(id)
                .metadata(Metadata.NONE)
                .createdAt(now)
                .updatedAt(now)
                .build();
    }
}
