package org.passwordresets.write;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.passwordresets.audit.Audit;
import org.passwordresets.audit.Change;
import org.passwordresets.auth.Caller;
import org.passwordresets.database.Transactions;
import org.passwordresets.error.ApiException;
import org.passwordresets.event.Events;
import org.passwordresets.listing.ResourceRows;
import org.passwordresets.policy.EventNames;
import org.passwordresets.resource.Identified;
import org.passwordresets.resource.Identifier;

/**
 * The writes of an ordinary resource. Each is one transaction, which also records the event. A resource with its own rules
 * has a service with its own transactions instead.
 *
 * <p>The functions that you pass may run more than once: see {@link Transactions}.
 */
@Singleton
public final class Writes {
    private final Transactions transactions;
    private final Events events;
    private final Audit audit;
    private final Clock clock;

    Writes(Transactions transactions, Events events, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Adds a row.
     *
     * @param row creates the row with this id and time
     */
    public <R extends Identified> R create(Caller caller, ResourceRows<R> rows, BiFunction<String, Instant, R> row) {
        String id = Identifier.random();
        return recorded(eventId -> {
            Instant now = clock.instant();
            R created = row.apply(id, now);
            rows.add(caller, created);
            audit.record(Change.created(caller, rows.type(), created), now);
            events.record(caller, eventId, rows.type(), id, EventNames.CREATE, now);
            return created;
        });
    }

    /**
     * Changes a row. Records no event.
     *
     * @param caller who changes it
     * @param found the caller's row before the transaction
     * @param change creates the new row from the locked one, with this time
     */
    public <R extends Identified> R update(
            Caller caller, ResourceRows<R> rows, R found, BiFunction<R, Instant, R> change) {
        return transactions.write(() -> {
            R locked = rows.lock(found.id()).orElseThrow(() -> ApiException.notFound(rows.type(), found.id()));
            Instant now = clock.instant();
            R changed = change.apply(locked, now);
            rows.update(changed);
            Change.updated(caller, rows.type(), locked, changed).ifPresent(made -> audit.record(made, now));
            return changed;
        });
    }

    /**
     * Deletes a row.
     *
     * @param found the caller's row before the transaction
     */
    public <R extends Identified> void delete(Caller caller, ResourceRows<R> rows, R found) {
        recorded(eventId -> {
            Instant now = clock.instant();
            rows.remove(caller, found.id());
            audit.record(Change.deleted(caller, rows.type(), found.id()), now);
            events.record(caller, eventId, rows.type(), found.id(), EventNames.DESTROY, now);
            return null;
        });
    }

    /**
     * Runs a transaction that records an event under this id. If the connection is lost during COMMIT, the event shows
     * whether the transaction was committed.
     */
    public <T> T recorded(Function<String, T> work) {
        String eventId = Identifier.random();
        return transactions.write(() -> work.apply(eventId), () -> events.isRecorded(eventId));
    }
}
