package org.passwordresets.pact;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kind of difference between what {@link PactCheck} and {@code openapi-pact-comparator} say of a pact: which of the two says
 * something, what it says, and who is right.
 */
enum ComparatorOpinion {
    BRACKETS(
            Who.THEY,
            "Query parameter is not defined in the spec file: (filter|page|fields)$",
            Who.WE,
            "The contract has filter[q][…], page[…] and fields[…] by these very names; the comparator reads them as objects."),
    INCLUDED(
            Who.THEY,
            "response\\.body\\.included\\.\\d+: .*must NOT have additional properties",
            Who.WE,
            "Included resources may be of any type (additionalProperties: true). We check each by the schema of its type."),
    INCLUDED_PARTS(
            Who.WE,
            ": /included/\\d+[:/](?!.*nothing of type)|there are no resources of type",
            Who.WE,
            "An included resource is one of its type, whatever operation brings it along; the comparator knows no schema for it."),
    METADATA(
            Who.THEY,
            "\\.metadata: .*must NOT have additional properties",
            Who.WE,
            "The members of metadata are anybody's (additionalProperties: true)."),
    REFUSED_FORMAT(
            Who.THEY,
            "request\\.headers\\.accept: Request Accept header is incompatible",
            Who.WE,
            "The consumer asks for such a format to see it refused, and expects the 406 that the contract promises."),
    TRACING(
            Who.THEY,
            "Request header is not defined in the spec file: (x-request-id|traceparent)",
            Who.WE,
            "Any client, proxy or tracer adds such headers; no server has to declare them."),
    REFUSED_QUERY(
            Who.WE,
            "FILTER_NOT_ALLOWED|INVALID_SORT_CRITERIA|INVALID_PAGE_VALUE|INVALID_INCLUDE|PARAM_NOT_ALLOWED: The parameter can",
            Who.WE,
            "The server refuses these; the contract says so by x-filterable, x-sortable, x-includable and the parameters' schemas."),
    NEGOTIATION(
            Who.WE,
            "UNSUPPORTED_MEDIA_TYPE|NOT_ACCEPTABLE",
            Who.WE,
            "The contract has one media type for requests and responses, and promises a 415 or 406 for others."),
    OTHER_ID(
            Who.WE,
            "KEY_NOT_INCLUDED_IN_URL",
            Who.WE,
            "The id in the document has to be that of the path; no schema can say so."),
    OTHER_REFUSAL(
            Who.WE,
            "the contract refuses the request: /data/attributes/",
            Who.WE,
            "The request is refused for another reason than the consumer expects, or is not expected to be refused at all."),
    NO_REFUSAL(
            Who.WE,
            "the contract takes the request, and the consumer expects a \\d+",
            Who.WE,
            "Nothing but the request decides about such a status, and this request is taken."),
    CODE_OF_ANOTHER_STATUS(
            Who.WE,
            "\\w+ is a \\d+, not a \\d+",
            Who.WE,
            "Each error code belongs to one status; the contract lists which."),
    OWN_PATTERN(
            Who.WE,
            "no value that the contract allows here is known to match",
            Who.WE,
            "The consumer's own example does not match the pattern that it demands."),
    FOREIGN_PATTERN(
            Who.WE,
            "is none of Java's",
            Who.THEY,
            "It fits the contract. We name it all the same, since the verification, which runs in Java, could not evaluate it."),
    NOT_ASKED_FOR(
            Who.WE,
            "the request asks for fields|nothing of type \\w+ is included|is there only where the request says include",
            Who.WE,
            "The server leaves out what fields and include do not ask for.");

    /** One of the two. */
    enum Who {
        WE,
        THEY
    }

    private final Who says;
    private final Pattern what;
    private final Who right;
    private final String why;

    ComparatorOpinion(Who says, String what, Who right, String why) {
        this.says = says;
        this.what = Pattern.compile(what);
        this.right = right;
        this.why = why;
    }

    /** Whose word that is. */
    static Optional<ComparatorOpinion> of(Who says, String what) {
        return Stream.of(values())
                .filter(opinion ->
                        opinion.says == says && opinion.what.matcher(what).find())
                .findFirst();
    }

    /** Whether what they say need not be heeded. */
    boolean isFalseAlarm() {
        return says == Who.THEY && right == Who.WE;
    }

    /** Its line in a table. */
    String line(long times) {
        return "| %s | %s | %s | %s | %d |%n"
                .formatted(name().toLowerCase(Locale.ROOT).replace('_', ' '), name(says), name(right), why, times);
    }

    private static String name(Who who) {
        return who == Who.WE ? "ours" : "the comparator";
    }
}
