package org.passwordresets.document;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.passwordresets.auth.Caller;
import org.passwordresets.resource.Identified;

/**
 * Finds the related rows of many rows in one statement.
 *
 * @param isToMany whether a row may have more than one related row
 * @param documents builds the documents of the related resources; null if only their own address has them
 * @param related the related rows, by the id of the row that they belong to; null likewise
 * @param <R> the rows with the relationship
 * @param <T> the related rows
 */
public record Way<R extends Identified, T extends Identified>(
        boolean isToMany,
        @Nullable ResourceDocuments<T, ?, ?> documents,
        @Nullable BiFunction<Caller, List<R>, Map<String, List<T>>> related) {
    /** Relates rows to resources that are neither included nor listed in linkage: only their own address has them. */
    public static <R extends Identified> Way<R, ?> byAddress() {
        return new Way<R, Identified>(true, null, null);
    }

    boolean isByAddress() {
        return documents == null;
    }

    /**
     * Relates rows to the one resource whose id they hold.
     *
     * @param id the id of the related resource; null for none
     * @param find the caller's rows with these ids
     */
    public static <R extends Identified, T extends Identified> Way<R, T> toOne(
            Function<R, String> id,
            BiFunction<Caller, Collection<String>, List<T>> find,
            ResourceDocuments<T, ?, ?> documents) {
        return new Way<>(false, documents, (caller, rows) -> {
            List<String> ids =
                    rows.stream().map(id).filter(Objects::nonNull).distinct().toList();
            Map<String, T> byId = ids.isEmpty()
                    ? Map.of()
                    : find.apply(caller, ids).stream().collect(Collectors.toMap(Identified::id, row -> row));
            return rows.stream()
                    .filter(row -> id.apply(row) != null && byId.containsKey(id.apply(row)))
                    .collect(Collectors.toMap(Identified::id, row -> List.of(byId.get(id.apply(row)))));
        });
    }

    /**
     * Relates rows to all rows that hold their id.
     *
     * @param find the caller's rows that belong to these ids, in the order of the document
     * @param owner the id of the row that a related row belongs to
     */
    public static <R extends Identified, T extends Identified> Way<R, T> toMany(
            BiFunction<Caller, Collection<String>, List<T>> find,
            Function<T, String> owner,
            ResourceDocuments<T, ?, ?> documents) {
        return new Way<>(
                true,
                documents,
                (caller, rows) -> find
                        .apply(caller, rows.stream().map(Identified::id).toList())
                        .stream()
                        .collect(Collectors.groupingBy(owner)));
    }

    List<T> from(R row, Caller caller) {
        return related.apply(caller, List.of(row)).getOrDefault(row.id(), List.of());
    }
}
