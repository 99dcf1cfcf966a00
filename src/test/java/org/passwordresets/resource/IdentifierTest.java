package org.passwordresets.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.passwordresets.contract.Contract;

/** Ids: their form, and that every letter is as likely as any other in every place. */
class IdentifierTest {
    private static final Pattern FORM = Pattern.compile(Contract.packaged()
            .operation("retrieveCustomer")
            .definition()
            .at("/parameters/0/x-not-found-unless")
            .asText());

    private static final int IDS = 52_000;
    private static final int EXPECTED = 1000;
    /** Six standard deviations: a fair generator is outside once in a million runs. */
    private static final int TOLERANCE = 190;

    @Test
    void areTenLettersAndDiffer() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < IDS; i++) {
            ids.add(Identifier.random());
        }
        assertThat(ids).hasSize(IDS).allMatch(id -> FORM.matcher(id).matches()).allMatch(Identifier::isOne);
    }

    @Test
    void haveTheFormThatTheContractGivesThem() {
        for (String text : List.of(
                "xYZkjABcde", "xYZkjABcd", "xYZkjABcdef", "xYZkjABcd1", "xYZkjABcdé", "xYZkj ABcd", "", "AZazAZazAZ")) {
            assertThat(Identifier.isOne(text))
                    .as(text)
                    .isEqualTo(FORM.matcher(text).matches());
        }
    }

    @Test
    void everyLetterIsAsLikelyEverywhere() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < IDS; i++) {
            String id = Identifier.random();
            for (int place = 0; place < id.length(); place++) {
                counts.merge(place + " " + id.charAt(place), 1, Integer::sum);
            }
        }
        assertThat(counts).hasSize(520);
        assertThat(counts.values()).allMatch(count -> Math.abs(count - EXPECTED) < TOLERANCE);
    }
}
