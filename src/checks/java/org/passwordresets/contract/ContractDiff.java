package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.passwordresets.contract.Bases.Base;
import org.passwordresets.pact.Pacts;

/**
 * Run by {@code make diff}: compares the contract with an earlier state of it. Fails if {@code info.version} has not risen as
 * semantic versioning requires, or if no rule covers a change.
 */
public final class ContractDiff {
    private static final String ROOT = ContractFiles.ROOT;

    private final Bases bases;
    private final Path directory;
    private final Pacts pacts;
    private final PrintStream out;

    ContractDiff(Path project, PrintStream out) {
        this.bases = new Bases(new History(project), out);
        this.directory = project.resolve("openapi");
        this.pacts = Pacts.in(project.resolve("pact"));
        this.out = out;
    }

    public static void main(String[] arguments) {
        String base = arguments.length == 0 ? "" : arguments[0];
        System.exit(new ContractDiff(Path.of(""), System.out).run(base) ? 0 : 1);
    }

    /**
     * Returns whether there is nothing to fix.
     *
     * @param base a revision, a file, a directory, or empty for the default
     */
    boolean run(String base) {
        try {
            JsonNode contract = Bases.in(directory);
            DiffExceptions exceptions = DiffExceptions.in(directory);
            List<Base> chosen = base.isBlank() ? bases.byDefault(Bases.version(contract)) : List.of(bases.named(base));
            boolean isWell = chosen.stream()
                    .map(each -> judge(each, contract, exceptions))
                    .reduce(true, Boolean::logicalAnd);
            // If you choose the base yourself, exceptions may be unused.
            boolean isPending = base.isBlank()
                    && chosen.stream().anyMatch(each -> !each.contract().equals(contract));
            return isWell & (!isPending || areUsed(exceptions));
        } catch (ContractException | UncheckedIOException failure) {
            out.println(failure.getMessage());
            return false;
        }
    }

    private boolean judge(Base base, JsonNode contract, DiffExceptions exceptions) {
        ContractDifference difference =
                ContractDifference.between(base.contract(), contract).judgedBy(exceptions);
        String before = Bases.version(base.contract());
        String now = Bases.version(contract);
        out.printf("The contract, %s, since %s (%s): %s%n", now, before, base.name(), summary(difference));
        new DiffReport(out, new BrokenConsumers(base.contract(), pacts)).print(difference);
        return isJudged(difference) & isEnough(difference.demandedStep(), before, now);
    }

    private boolean isJudged(ContractDifference difference) {
        boolean isJudged = difference.of(Verdict.NOT_JUDGED).isEmpty();
        if (!isJudged) {
            out.printf(
                    "%s: no rule says what the unjudged changes mean. Add a rule, or name each as a change there, with"
                            + " its step (patch, minor or major) and the reason%n",
                    DiffExceptions.FILE);
        }
        return isJudged;
    }

    private boolean isEnough(VersionStep demanded, String before, String now) {
        boolean isEnough = VersionStep.between(before, now).compareTo(demanded) >= 0;
        if (!isEnough) {
            out.printf(
                    "openapi/%s: info.version is %s, but what has changed since %s demands %s (%s)%n",
                    ROOT, now, before, demanded.after(before), reason(demanded));
        }
        return isEnough;
    }

    private boolean areUsed(DiffExceptions exceptions) {
        exceptions.unused().forEach(out::println);
        return exceptions.unused().isEmpty();
    }

    private static String summary(ContractDifference difference) {
        if (!difference.of(Verdict.NOT_JUDGED).isEmpty()) {
            return "there are changes that no rule judges";
        }
        return switch (difference.demandedStep()) {
            case NONE -> "nothing has changed";
            case PATCH -> "only words have changed";
            case MINOR -> "there are additions, and nothing breaks";
            case MAJOR -> "there are breaking changes";
        };
    }

    private static String reason(VersionStep demanded) {
        return switch (demanded) {
            case NONE, PATCH -> "any change at all: a patch";
            case MINOR -> "additions: a minor version";
            case MAJOR -> "breaking changes: a major version";
        };
    }
}
