package org.passwordresets.pact;

/**
 * A message that a consumer expects from a queue. This contract has no messages, so nothing verifies them: reports only count
 * and list them.
 *
 * @param description the consumer's name for it
 */
public record Message(String consumer, String description) {
    @Override
    public String toString() {
        return "%s, \"%s\"".formatted(consumer, description);
    }
}
