package org.passwordresets.pact;

/**
 * What a consumer expects to receive over a queue. This contract has no place for it, so nothing here verifies it: it is
 * counted and named wherever interactions are.
 *
 * @param description what the consumer calls it
 */
public record Message(String consumer, String description) {
    @Override
    public String toString() {
        return "%s, \"%s\"".formatted(consumer, description);
    }
}
