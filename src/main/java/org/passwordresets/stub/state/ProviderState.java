package org.passwordresets.stub.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The states that a pact can require before an interaction. The stub enters them at {@code /__stub/states}; the verification
 * of the pacts brings the server into the same ones. {@code make pact-update} writes the table in {@code pact/README.md}.
 */
public enum ProviderState {
    CAN_SIGN_IN(
            "a customer can sign in",
            "There is a customer with a password, and a sales channel at which customers sign in.",
            List.of(),
            Values.CREDENTIALS),
    CUSTOMER("a customer exists", "There is a customer with a password.", List.of(), Values.CUSTOMER),
    SIGNED_IN(
            "a customer has signed in",
            "A customer has signed in at a sales channel. The access token is the customer's.",
            List.of(),
            Values.SESSION),
    COMPLETED(
            "a password reset has been completed",
            "There is a reset whose token has been used.",
            List.of(),
            Values.RESET),
    DELETED(
            "a password reset has been deleted",
            "There was a reset, and it has been deleted.",
            List.of(),
            Values.RESET),
    EXPIRED("a password reset has expired", "There is a reset whose token has expired.", List.of(), Values.RESET),
    OPEN(
            "a password reset is open",
            "There is an active reset of a customer with a password, with this `reference` or none.",
            List.of("reference"),
            Values.RESET),
    OPEN_OF_GUEST(
            "a password reset of a guest is open",
            "There is an active reset of a customer without a password.",
            List.of(),
            Values.RESET),
    SALES_CHANNEL(
            "a sales channel calls",
            "The access token is that of a sales channel of the same organization.",
            List.of(),
            List.of()),
    INTEGRATION(
            "an integration calls", "The access token is that of an integration in test mode.", List.of(), List.of()),
    ANOTHER_COMPLETED(
            "another password reset of the customer has been completed",
            "There is a reset that was invalidated when another reset of the same customer was completed.",
            List.of(),
            Values.RESET),
    NO_CUSTOMER(
            "no customer has the e-mail address",
            "There is no customer with the email address `email`.",
            List.of("email"),
            List.of()),
    CREATED(
            "password resets were created",
            "Exactly `count` resets were created in this `month` (such as `2019-03`): one a day from the first on, at noon UTC.",
            List.of("count", "month"),
            List.of()),
    INVALID_TOKEN("the access token is not valid", "The server did not sign the access token.", List.of(), List.of());

    private static final class Values {
        private static final List<String> CREDENTIALS =
                List.of("customer_id", "customer_email", "customer_password", "client_id");
        private static final List<String> SESSION =
                List.of("customer_id", "customer_email", "refresh_token", "client_id");
        private static final List<String> CUSTOMER = List.of("customer_id", "customer_email");
        private static final List<String> RESET = List.of("reset_id", "reset_token", "customer_id", "customer_email");
    }

    private static final Set<ProviderState> OF_CALLER = Set.of(SALES_CHANNEL, SIGNED_IN, INTEGRATION, INVALID_TOKEN);
    private static final Set<ProviderState> WITH_OPTIONAL_PARAMETERS = Set.of(OPEN);

    private final String text;
    private final String meaning;
    private final List<String> parameters;
    private final List<String> values;

    ProviderState(String text, String meaning, List<String> parameters, List<String> values) {
        this.text = text;
        this.meaning = meaning;
        this.parameters = parameters;
        this.values = values;
    }

    /** The state with these words, if there is one. */
    public static Optional<ProviderState> of(String text) {
        return Stream.of(values()).filter(state -> state.text.equals(text)).findFirst();
    }

    /** The words in pacts, such as {@code a password reset is open}. */
    public String text() {
        return text;
    }

    /** A sentence in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** The names of its parameters. */
    public List<String> parameters() {
        return parameters;
    }

    /** The names of the values that it gives, which a pact can insert into requests and responses. */
    public List<String> valueNames() {
        return values;
    }

    /** Whether it determines whose access token a request has. */
    public boolean isOfCaller() {
        return OF_CALLER.contains(this);
    }

    /** What is wrong with the names of the parameters that a pact gives, in sentences without a period. */
    public List<String> problems(Collection<String> given) {
        List<String> problems = new ArrayList<>();
        Set<String> taken = new TreeSet<>(parameters);
        String all = taken.isEmpty() ? "nothing" : String.join(", ", taken);
        given.stream()
                .filter(name -> !taken.contains(name))
                .map(name -> "the state \"%s\" takes %s, not %s".formatted(text, all, name))
                .forEach(problems::add);
        taken.stream()
                .filter(name -> !WITH_OPTIONAL_PARAMETERS.contains(this) && !given.contains(name))
                .map(name -> "the state \"%s\" needs the parameter %s".formatted(text, name))
                .forEach(problems::add);
        return problems;
    }
}
