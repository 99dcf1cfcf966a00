package org.passwordresets.stub.foreign;

import com.networknt.schema.Error;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a validator found, in sentences. */
final class Findings {
    private Findings() {}

    /** Empty if nothing was found. */
    static String sentences(List<Error> errors) {
        return errors.stream().map(Findings::sentence).distinct().collect(Collectors.joining(" "));
    }

    static String sentence(Error error) {
        String message = message(error);
        return message.isEmpty()
                ? "It is invalid."
                : message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".";
    }

    /** Some messages name the format twice. */
    private static String message(Error error) {
        return error.getMessage().replaceFirst("^does not match the \\S+ pattern (?=must )", "");
    }

    /** Some clients show only the detail, so it names the place too. */
    private static String placed(Error error) {
        String place = pointer(error);
        return place.isEmpty() || error.getMessage().isEmpty() ? sentence(error) : place + ": " + message(error) + ".";
    }

    /** One reason for each place. */
    static List<Refusal.Reason> reasons(List<Error> errors) {
        return errors.stream()
                .map(error -> new Refusal.Reason(placed(error), "pointer", pointer(error)))
                .collect(Collectors.toMap(
                        Refusal.Reason::place,
                        reason -> reason,
                        (first, second) -> first,
                        java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private static String pointer(Error error) {
        String place = error.getInstanceLocation().toString();
        return error.getKeyword().equals("required") || error.getKeyword().equals("additionalProperties")
                ? place + "/" + error.getProperty()
                : place;
    }
}
