package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.provider.junitsupport.State;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.stub.state.ProviderState;

/** Each provider state has a line in the table for consumers, and a pact that gives it unknown parameters is refused by name. */
class ProviderStatesTest {
    private static final String TABLE = "| state | parameters | values | meaning |\n|---|---|---|---|\n";

    @Test
    void areTheTableOfTheReadme() throws Exception {
        ReadmeTable.compare(
                TABLE,
                Stream.of(ProviderState.values()).map(ProviderStatesTest::line).collect(Collectors.joining()));
    }

    private static String line(ProviderState state) {
        return Stream.of(state.text(), code(state.parameters()), code(state.valueNames()), state.meaning())
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String code(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /** Pact calls the methods by the words of their states. */
    @Test
    void areEnteredByMethodsOfTheirNames() {
        assertThat(Stream.of(ProviderStates.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(State.class))
                        .map(method -> method.getAnnotation(State.class).value()[0]))
                .containsExactlyInAnyOrderElementsOf(Stream.of(ProviderState.values())
                        .map(ProviderState::text)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'name': 'a password reset is open', 'params': {'reference': 'x'}} |",
                "{'name': 'a password reset is open', 'params': {'refrence': 'x'}}"
                        + " | the state \"a password reset is open\" takes reference, not refrence",
                "{'name': 'a customer exists', 'params': {'email': 'x'}}"
                        + " | the state \"a customer exists\" takes nothing, not email",
                "{'name': 'password resets were created', 'params': {'month': '2019-03'}}"
                        + " | the state \"password resets were created\" needs the parameter count",
                "{'name': 'a pasword reset is open'}"
                        + " | there is no state \"a pasword reset is open\": pact/README.md lists those that there are",
            })
    void takeTheirParametersAlone(String state, String problem) {
        ObjectNode interaction = SamplePact.interaction(SamplePact.with("no e-mail address"));
        interaction.withArray("providerStates").add(SamplePact.json(state.replace('\'', '"')));

        assertThat(problems(interaction, 4)).isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void giveTheirValuesAlone() {
        ObjectNode interaction = SamplePact.interaction(SamplePact.with("a reset to delete"));
        ((ObjectNode) interaction.at("/request/generators/path")).put("expression", "/api/customers/${customer}");

        assertThat(problems(interaction, 4))
                .containsExactly("its states give customer_email, customer_id, reset_id, reset_token, not customer");
    }

    /** Up to version 2 of the specification there is one state at most. */
    @ParameterizedTest
    @CsvSource({"2,0", "3,1", "4,1"})
    void sayWhoCalls(int specification, int problems) {
        ObjectNode interaction = SamplePact.interaction(SamplePact.with("no e-mail address"));
        interaction.putArray("providerStates");

        assertThat(problems(interaction, specification)).hasSize(problems).allSatisfy(problem -> assertThat(problem)
                .startsWith("it sends an access token, and no state says whose")
                .contains("\"an integration calls\""));
    }

    private static List<String> problems(ObjectNode interaction, int specification) {
        return StateCheck.problems(
                new InteractionReader(SamplePact.CONSUMER, 4).read(interaction).writtenBy(specification));
    }
}
