package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import au.com.dius.pact.core.model.PactSpecVersion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.pact.ComparatorOpinion.Who;

/** What another tool says of the same pacts: wherever it differs from {@link PactCheck}, it is judged who is right. */
class ComparatorTest {
    private static final Path OPENAPI = Path.of("openapi");
    private static final Path REPORT = Path.of("target/pact/comparator.md");

    @TempDir
    Path directory;

    private final PactCheck ours = new PactCheck(Contract.in(OPENAPI));
    private final List<Difference> differences = new ArrayList<>();
    private int compared;
    private int agreed;

    /** @param judgement empty where nobody has judged it yet */
    private record Difference(String where, Who says, String what, Optional<ComparatorOpinion> judgement) {
        static Difference of(String where, Who says, String what) {
            return new Difference(where, says, what, ComparatorOpinion.of(says, what));
        }

        @Override
        public String toString() {
            return "%s: %s, %s".formatted(where, says == Who.WE ? "only we say" : "only they say", what);
        }
    }

    private record Compared(String name, JsonNode pact) {}

    @Test
    void everyDifferenceOfOpinionIsJudged() throws Exception {
        assumeTrue(Comparator.isInstalled(), "The comparator is not here: make pact installs it, with npm");
        List<Compared> pacts = Stream.concat(committed(), cases()).toList();
        List<List<Comparator.Finding>> theirs = new Comparator(
                        directory, ContractBundle.in(OPENAPI).document())
                .findings(pacts.stream().map(Compared::pact).toList());
        for (int i = 0; i < pacts.size(); i++) {
            compare(
                    pacts.get(i).name(),
                    ours.departures(interaction(pacts.get(i).pact())).stream()
                            .map(PactCheck.Departure::toString)
                            .toList(),
                    theirs.get(i).stream().map(Comparator.Finding::toString).toList());
        }
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report());

        assertThat(differences.stream()
                        .filter(difference -> difference.judgement().isEmpty()))
                .as("Judge these in ComparatorOpinion; %s has all", REPORT)
                .isEmpty();
        assertThat(ComparatorOpinion.values())
                .as("Each judgement is still of something")
                .allMatch(opinion -> times(opinion) > 0);
    }

    private long times(ComparatorOpinion opinion) {
        return differences.stream()
                .filter(difference -> difference.judgement().equals(Optional.of(opinion)))
                .map(Difference::where)
                .distinct()
                .count();
    }

    private static Stream<Compared> committed() {
        return CommittedPact.files(CommittedPact.DIRECTORY).stream()
                .map(CommittedPact::read)
                .flatMap(pact -> pact.path("interactions").valueStream().map(interaction -> alone(pact, interaction)))
                .filter(pact -> !new PactDocument(pact).interactions().isEmpty())
                .map(pact -> new Compared(
                        new PactDocument(pact).consumer() + ", "
                                + pact.at("/interactions/0/description").asText(),
                        pact));
    }

    private static Interaction interaction(JsonNode pact) {
        return new PactDocument(pact).interactions().get(0);
    }

    private static JsonNode alone(JsonNode pact, JsonNode interaction) {
        ObjectNode copy = pact.deepCopy();
        copy.putArray("interactions").add(interaction);
        return copy;
    }

    private static Stream<Compared> cases() {
        return Stream.of(PactSpecVersion.V2, PactSpecVersion.V3, PactSpecVersion.V4)
                .flatMap(version -> ContractCase.all()
                        .map(tried -> new Compared(version + ": " + tried.name(), tried.pact(version))));
    }

    /** What one says is a difference where the other one says nothing at all. */
    private void compare(String where, List<String> weSay, List<String> theySay) {
        List<String> heeded =
                theySay.stream().filter(what -> !isFalseAlarm(what)).toList();
        List<Difference> found = new ArrayList<>();
        theySay.stream()
                .filter(what -> weSay.isEmpty() || isFalseAlarm(what))
                .forEach(what -> found.add(Difference.of(where, Who.THEY, what)));
        if (heeded.isEmpty()) {
            weSay.forEach(what -> found.add(Difference.of(where, Who.WE, what)));
        }
        differences.addAll(found);
        compared++;
        agreed += found.isEmpty() ? 1 : 0;
    }

    private static boolean isFalseAlarm(String what) {
        return ComparatorOpinion.of(Who.THEY, what)
                .filter(ComparatorOpinion::isFalseAlarm)
                .isPresent();
    }

    private String report() {
        String table = Stream.of(ComparatorOpinion.values())
                .map(opinion -> opinion.line(times(opinion)))
                .collect(Collectors.joining());
        String each = differences.stream()
                .map(difference -> "- " + difference + "\n")
                .distinct()
                .collect(Collectors.joining());
        return """
                # Our check of the pacts, and openapi-pact-comparator

                Of %d interactions both say the same of %d.

                | difference | said by | right | why | interactions |
                |---|---|---|---|---|
                %s
                ## Each of them

                %s""".formatted(compared, agreed, table, each);
    }
}
