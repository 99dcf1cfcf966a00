package org.passwordresets.stub.state;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What only a stub with state can do: requests in a row, each of which finds what the others have left. */
final class ParityStories {
    private static final String RESETS = "/api/customer_password_resets";
    private static final String RESET = RESETS + "/xYZkjABcde";
    private static final String NEW_RESET = RESETS + "/" + ParityWorld.NEW_ID;
    private static final String JOHN = "/api/customers/YDWxVhZKjb";
    private static final String JANE = "/api/customers/PzQmRtVwLk";

    private ParityStories() {}

    static List<List<ParityRequest>> all() {
        return List.of(
                story(
                        "the flow",
                        complete(),
                        get(RESET),
                        get(RESET + "?include=customer,events"),
                        get(RESET + "/events")),
                story(
                        "who changed what",
                        get(RESET + "/event_stores?page%5Bsize%5D=1"),
                        update(RESET, "{\"reference\":\"x\",\"metadata\":{\"a\":1}}"),
                        update(RESET, "{\"reference\":\"x\"}"),
                        get(RESET + "/event_stores?page%5Bsize%5D=1&page%5Bafter%5D=BqLdTyGhNs"),
                        wrong(),
                        create("john"),
                        complete(),
                        get(RESET + "/event_stores"),
                        get(NEW_RESET + "/event_stores"),
                        update(JOHN, "{\"password\":\"staple of my diet\"}"),
                        delete(RESET),
                        get(RESET + "/event_stores"),
                        delete(JOHN),
                        get(NEW_RESET + "/event_stores"),
                        get(JOHN + "/event_stores")),
                story("a used token", complete(), complete(), get(RESET)),
                story(
                        "ten wrong tokens",
                        Stream.concat(
                                        Stream.generate(ParityStories::wrong).limit(10),
                                        Stream.of(complete(), get(RESET)))
                                .toArray(ParityRequest[]::new)),
                story(
                        "wrong tokens alone count too",
                        Stream.concat(
                                        Stream.generate(ParityStories::wrongAlone)
                                                .limit(10),
                                        Stream.of(complete(), get(RESET)))
                                .toArray(ParityRequest[]::new)),
                story(
                        "the password alone",
                        update(RESET, "{\"customer_password\":\"correct horse battery\"}"),
                        complete()),
                story(
                        "the address in another case",
                        update(JOHN, "{\"email\":\"JOHN@example.com\"}"),
                        get(JOHN),
                        get(RESET),
                        complete()),
                story(
                        "a first password",
                        update(JANE, "{\"password\":\"staple of my diet\"}"),
                        update(JANE, "{\"password\":\"another password\"}"),
                        get(JANE),
                        latestEvents()),
                story(
                        "passwords that are refused",
                        update(JANE, "{\"password\":\"Password1\"}"),
                        update(JANE, "{\"password\":\"          \"}"),
                        update(JANE, "{\"password\":\"a\\u0000bcdefghi\"}"),
                        update(JANE, "{\"password\":\"e\u0301e\u0301e\u0301e\u0301e\u0301\"}"),
                        update(
                                RESET,
                                "{\"customer_password\":\"qwertyuiop\",\"_reset_password_token\":\"xhFfkmfybsLxzaAP6xcs\"}"),
                        get(JANE)),
                story("a guest completes", create("jane"), completeNew(), get(JANE), latestEvents()),
                story("a customer with a password", complete(), get(JOHN), latestEvents()),
                story("a customer who leaves", create("john"), delete(JOHN), latestEvents()),
                story(
                        "what else a completion changes",
                        update(
                                RESET,
                                "{\"customer_password\":\"correct horse battery\",\"_reset_password_token\":"
                                        + "\"xhFfkmfybsLxzaAP6xcs\",\"reference\":\"x\",\"metadata\":{\"n\":1.50}}"),
                        get(RESET)),
                story("an invalidated reset", create("john"), get(RESET), complete(), get(NEW_RESET), get(RESET)),
                story(
                        "an expired-token is not found",
                        get(RESETS + "?filter%5Bq%5D%5Breset_password_token_null%5D=true&filter%5Bid%5D=xYZkjABcde"),
                        get(RESETS + "?filter%5Bq%5D%5Breset_password_token_eq%5D=xhFfkmfybsLxzaAP6xcs")),
                story(
                        "records through relationships",
                        create("jane"),
                        get(RESETS + "?filter%5Bq%5D%5Bcustomer_reference_eq%5D=CRM-4711&include=customer,events"),
                        get(RESETS + "?filter%5Bq%5D%5Bcustomer_has_password_false%5D=true&include=customer"),
                        get(RESETS
                                + "?filter%5Bq%5D%5Bevents_name_start%5D=CUSTOMER_&sort=-created_at&include=events")),
                story(
                        "nine wrong tokens",
                        Stream.concat(Stream.generate(ParityStories::wrong).limit(9), Stream.of(complete()))
                                .toArray(ParityRequest[]::new)),
                story("a guest", create("jane"), completeNew(), get(JANE), get(NEW_RESET + "?include=customer")),
                story("two resets", create("john"), complete(), completeNew(), get(NEW_RESET), get(JOHN)),
                story("another's token", create("jane"), completeWith(ParityWorld.NEW_TOKEN), complete()),
                story("a new password", update(JOHN, "{\"password\":\"staple of my diet\"}"), complete(), get(RESET)),
                story(
                        "a new address",
                        update(JOHN, "{\"email\":\"new@example.com\"}"),
                        complete(),
                        get(RESET),
                        get(JOHN)),
                story("a new reference", update(JOHN, "{\"reference\":\"x\"}"), complete()),
                story("metadata is replaced", update(RESET, "{\"metadata\":{\"a\":{\"b\":null}}}"), get(RESET)),
                story("null is a value", update(RESET, "{\"reference\":null}"), get(RESET)),
                story(
                        "a reset that is gone",
                        delete(RESET),
                        get(RESET),
                        delete(RESET),
                        complete(),
                        get(RESET + "/customer"),
                        get(RESET + "/events"),
                        get(JOHN)),
                story(
                        "a customer who is gone",
                        delete(JOHN),
                        get(JOHN),
                        get(RESET),
                        delete(RESET),
                        complete(),
                        create("john")),
                story("an address that was taken and is free again", delete(JOHN), invite("john"), invite("JOHN")),
                story(
                        "the spelling of an address",
                        create("JOHN"),
                        get(NEW_RESET),
                        get(NEW_RESET + "/relationships/customer")),
                story(
                        "related records",
                        get(RESET + "/customer"),
                        get(RESET + "/relationships/customer"),
                        get(RESET + "/relationships/events"),
                        get("/api/events/KdBqhLrtWm")),
                story("an expired-token", get(RESET), complete(), get(RESET + "?include=customer")),
                story("an event outlives its reset", delete(RESET), get("/api/events/KdBqhLrtWm")));
    }

    private static List<ParityRequest> story(String name, ParityRequest... steps) {
        List<ParityRequest> story = new ArrayList<>();
        for (ParityRequest step : steps) {
            story.add(new ParityRequest(
                    "%s, step %d".formatted(name, story.size() + 1),
                    step.method(),
                    step.path(),
                    step.query(),
                    step.headers(),
                    step.body()));
        }
        return story;
    }

    private static ParityRequest get(String address) {
        return ParityRequest.of("", "GET", address, null);
    }

    private static ParityRequest delete(String address) {
        return ParityRequest.of("", "DELETE", address, null);
    }

    private static ParityRequest update(String address, String attributes) {
        String[] parts = address.split("/");
        return ParityRequest.of(
                "",
                "PATCH",
                address,
                "{\"data\":{\"type\":\"%s\",\"id\":\"%s\",\"attributes\":%s}}"
                        .formatted(parts[2], parts[3], attributes));
    }

    private static ParityRequest create(String person) {
        return ParityRequest.of("", "POST", RESETS, """
                {"data":{"type":"customer_password_resets","attributes":{"customer_email":"%s@example.com"}}}""".formatted(person));
    }

    /** The name is that of a request that may meet a taken address. */
    private static ParityRequest invite(String person) {
        return ParityRequest.of("", "POST", "/api/customers", """
                {"data":{"type":"customers","attributes":{"email":"%s@example.com"}}}""".formatted(person));
    }

    private static ParityRequest complete() {
        return completeWith("xhFfkmfybsLxzaAP6xcs");
    }

    private static ParityRequest wrong() {
        return completeWith("aWrongTokenOf20Chars");
    }

    private static ParityRequest wrongAlone() {
        return update(RESET, "{\"_reset_password_token\":\"aWrongTokenOf20Chars\"}");
    }

    private static ParityRequest latestEvents() {
        return ParityRequest.of("", "GET", "/api/events", null).asking("sort", "-created_at,name");
    }

    private static ParityRequest completeWith(String token) {
        return update(RESET, proof(token));
    }

    private static ParityRequest completeNew() {
        return update(NEW_RESET, proof(ParityWorld.NEW_TOKEN));
    }

    private static String proof(String token) {
        return "{\"customer_password\":\"correct horse battery\",\"_reset_password_token\":\"%s\"}".formatted(token);
    }
}
