package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The changes between two states of the contract, as its clients see them. It compares every keyword of OpenAPI 3.0 and our
 * own extensions. A keyword without a rule is reported as not judged, never ignored.
 *
 * @param changes the changes that clients may notice
 * @param isAnything whether anything has changed, even if only text
 */
record ContractDifference(List<Change> changes, boolean isAnything) {
    /** Compares two contracts without references, as {@link ContractFiles} reads them. */
    static ContractDifference between(JsonNode before, JsonNode after) {
        Set<Change> changes = new LinkedHashSet<>();
        if (!before.equals(after)) {
            new Pair("", before, after, changes).judge(Rules.CONTRACT);
            OperationRules.judgeOperations(before, after, changes);
        }
        return new ContractDifference(List.copyOf(changes), !before.equals(after));
    }

    /** The difference with the exceptions applied. */
    ContractDifference judgedBy(DiffExceptions exceptions) {
        return new ContractDifference(changes.stream().map(exceptions::judge).toList(), isAnything);
    }

    /** The changes with this verdict. */
    List<Change> of(Verdict verdict) {
        return changes.stream().filter(change -> change.verdict() == verdict).toList();
    }

    /** The step that semantic versioning requires. Changes that are not judged require none. */
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
