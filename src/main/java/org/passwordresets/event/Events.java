package org.passwordresets.event;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.passwordresets.auth.Caller;
import org.passwordresets.listing.ResourceRows.Added;
import org.passwordresets.resource.Identifier;
import org.passwordresets.resource.Metadata;

/**
 * Records events. Call it in the transaction that makes the change, so that the change and its event are committed together.
 */
@Singleton
public final class Events {
    private final EventRepository events;

    Events(EventRepository events) {
        this.events = events;
    }

    /**
     * Records an event of a resource.
     *
     * @param what the event's name without the type: {@code create} in {@code customer_password_resets.create}
     */
    public void record(Caller caller, String type, String id, String what, Instant now) {
        record(caller, Identifier.random(), type, id, what, now);
    }

    /**
     * Records an event under an id that the caller chose, so that it can find out later whether the transaction was
     * committed.
     *
     * @param eventId chosen before the transaction; pass it to {@link #isRecorded}
     * @param what the event's name without the type: {@code create} in {@code customer_password_resets.create}
     */
    public void record(Caller caller, String eventId, String type, String id, String what, Instant now) {
        events.add(caller, event(caller, eventId, type, id, what, now));
    }

    /**
     * Something that happened to a resource.
     *
     * @param eventId chosen before the transaction
     * @param what the event's name without the type
     */
    public record Occurrence(Caller caller, String eventId, String type, String id, String what) {
        /** An occurrence with a new event id. */
        public static Occurrence of(Caller caller, String type, String id, String what) {
            return new Occurrence(caller, Identifier.random(), type, id, what);
        }
    }

    /** Records several events in one statement. */
    public void recordAll(List<Occurrence> occurrences, Instant now) {
        events.addAll(occurrences.stream()
                .map(one -> new Added<>(
                        one.caller(), event(one.caller(), one.eventId(), one.type(), one.id(), one.what(), now)))
                .toList());
    }

    /** Whether the transaction that recorded this event was committed. Waits for a commit in progress. */
    public boolean isRecorded(String eventId) {
        return events.lockShared(eventId).isPresent();
    }

    /** Records the same event for several resources. */
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
