package org.passwordresets.audit;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.passwordresets.auth.Caller;
import org.passwordresets.resource.Identifier;

/**
 * Records who changed what. Call it in the transaction that makes the change, so that there is no change without its record,
 * and no record without its change.
 */
@Singleton
public final class Audit {
    private final EventStoreRepository rows;

    Audit(EventStoreRepository rows) {
        this.rows = rows;
    }

    /** Records changes in one statement. */
    public void record(List<Change> changes, Instant now) {
        rows.addAll(changes.stream().map(change -> row(change, now)).toList());
    }

    /** Records one change. */
    public void record(Change change, Instant now) {
        record(List.of(change), now);
    }

    private static EventStore row(Change change, Instant now) {
        Caller caller = change.caller();
        return EventStoreBuilder.builder()
                .id(Identifier.random())
                .organizationId(caller.organizationId())
                .mode(caller.mode())
                .event(change.event())
                .resourceType(change.type())
                .resourceId(change.id())
                .payload(change.payload())
                .clientId(caller.clientId())
                .kind(caller.kind().text())
                .isPublic(caller.isPublic())
                .customerId(caller.owner() == null ? null : caller.owner().id())
                .address(caller.address())
                .createdAt(now)
                .build();
    }
}
