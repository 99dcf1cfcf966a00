package org.passwordresets.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.passwordresets.Setting;

/**
 * Keys of one kind. Each is used from its time until that of the next one. All servers therefore know a new key in advance,
 * and change to it at the same time.
 */
final class KeyRing<K> {
    private static final String NONE_YET = "; no other key is in use yet";

    private final Clock clock;
    private final List<Timed<K>> oldestFirst;
    private final List<K> keys;
    private final Function<K, String> id;
    /** Each request looks one up. */
    private final Map<String, K> byId = new HashMap<>();

    /**
     * @param first the setting of the key that needs no time
     * @param form the form of a key, for the error if there is none
     * @param id identifies a key
     * @throws io.micronaut.context.exceptions.ConfigurationException if there is no key to use now, or if two keys, or the
     *     times from which they are used, are the same
     */
    KeyRing(Clock clock, Setting first, String form, List<Timed<K>> keys, Function<K, String> id) {
        this.clock = clock;
        this.id = id;
        this.oldestFirst =
                keys.stream().sorted(Comparator.comparing(Timed::from)).toList();
        this.keys = oldestFirst.stream().map(Timed::key).toList();
        this.keys.forEach(key -> byId.put(id.apply(key), key));
        refuseTwins();
        if (oldestFirst.isEmpty() || isToCome(oldestFirst.get(0))) {
            throw first.refused("is missing: set it to " + form + (oldestFirst.isEmpty() ? "" : NONE_YET));
        }
    }

    /**
     * A key and when its use begins.
     *
     * @param setting where it is configured
     * @param from {@link Instant#MIN} for a key that was there first
     */
    record Timed<K>(Setting setting, K key, Instant from) {}

    private void refuseTwins() {
        for (int i = 0; i < oldestFirst.size(); i++) {
            for (Timed<K> other : oldestFirst.subList(0, i)) {
                Timed<K> one = oldestFirst.get(i);
                if (one.from().equals(other.from())) {
                    throw one.setting()
                            .refused("is used from the same time as "
                                    + other.setting().key());
                }
                if (id.apply(one.key()).equals(id.apply(other.key()))) {
                    throw one.setting()
                            .refused("is the same key as " + other.setting().key());
                }
            }
        }
    }

    private boolean isToCome(Timed<K> key) {
        return key.from().isAfter(clock.instant());
    }

    K newest() {
        int newest = oldestFirst.size() - 1;
        while (newest > 0 && isToCome(oldestFirst.get(newest))) {
            newest--;
        }
        return keys.get(newest);
    }

    List<K> oldestFirst() {
        return keys;
    }

    List<KeyStatus> status() {
        K newest = newest();
        return oldestFirst.stream()
                .map(key -> new KeyStatus(
                        key.setting().key(),
                        id.apply(key.key()),
                        key.from().equals(Instant.MIN) ? null : key.from(),
                        key.key() == newest
                                ? KeyStatus.Use.IN_USE
                                : isToCome(key) ? KeyStatus.Use.TO_COME : KeyStatus.Use.REPLACED))
                .toList();
    }

    Optional<K> find(String wanted) {
        return Optional.ofNullable(byId.get(wanted));
    }

    /** The keys except those whose successor has been in use for that time. */
    List<K> neededWithin(Duration time) {
        Instant now = clock.instant();
        return IntStream.range(0, oldestFirst.size())
                .filter(i -> i + 1 == oldestFirst.size()
                        || oldestFirst.get(i + 1).from().plus(time).isAfter(now))
                .mapToObj(i -> oldestFirst.get(i).key())
                .toList();
    }
}
