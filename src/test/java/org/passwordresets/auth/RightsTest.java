package org.passwordresets.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;

/** The table of rights has a line for each operation of the contract, and for nothing else. */
class RightsTest {
    @Test
    void eachOperationOfTheContractHasItsLine() {
        List<String> operations =
                Contract.packaged().operations().stream().map(Operation::id).toList();
        assertThat(Rights.operations()).containsExactlyInAnyOrderElementsOf(operations);
    }

    @Test
    void nobodyMayDoWhatIsNotListed() {
        assertThat(Arrays.stream(ApplicationKind.values())).noneMatch(kind -> Rights.allow(kind, "anythingElse"));
    }
}
