package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What has changed between two states of the contract, seen by its clients. It looks at every keyword of OpenAPI 3.0 and
 * at our own; a keyword that it has no rule for is not judged, and never passes for a mere word.
 *
 * @param changes what clients may notice
 * @param isAnything whether there is any change, be it of words
 */
record ContractDifference(List<Change> changes, boolean isAnything) {
    /** Between two contracts without references, as {@link ContractFiles} reads them. */
    static ContractDifference between(JsonNode before, JsonNode after) {
        Set<Change> changes = new LinkedHashSet<>();
        if (!before.equals(after)) {
            new Pair("", before, after, changes).judge(Rules.CONTRACT);
            OperationRules.judgeOperations(before, after, changes);
        }
        return new ContractDifference(List.copyOf(changes), !before.equals(after));
    }

    /** The same, with what people have judged otherwise. */
    ContractDifference judgedBy(DiffExceptions exceptions) {
        return new ContractDifference(changes.stream().map(exceptions::judge).toList(), isAnything);
    }

    /** The changes of one kind. */
    List<Change> of(Verdict verdict) {
        return changes.stream().filter(change -> change.verdict() == verdict).toList();
    }

    /** The step that semantic versioning demands; what is not judged demands none. */
    VersionStep demandedStep() {
        if (!of(Verdict.MAJOR).isEmpty()) {
            return VersionStep.MAJOR;
        }
        if (!of(Verdict.MINOR).isEmpty()) {
            return VersionStep.MINOR;
        }
        return isAnything ? VersionStep.PATCH : VersionStep.NONE;
    }
}
