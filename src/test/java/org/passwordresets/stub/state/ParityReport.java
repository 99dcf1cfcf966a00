package org.passwordresets.stub.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the comparison of one stub with the server has found. */
final class ParityReport {
    private final ParityTest.Stub stub;
    private final List<String> unexplained = new ArrayList<>();
    private final Map<ParityException, Integer> explained = new LinkedHashMap<>();
    private int requests;
    private int alike;

    ParityReport(ParityTest.Stub stub) {
        this.stub = stub;
        ParityException.ALL.stream()
                .filter(exception -> exception.stubs().contains(stub))
                .forEach(exception -> explained.put(exception, 0));
    }

    void add(ParityRequest request, List<String> differences) {
        requests++;
        alike += differences.isEmpty() ? 1 : 0;
        for (String difference : differences) {
            List<ParityException> reasons = explained.keySet().stream()
                    .filter(exception -> exception.covers(request, difference))
                    .toList();
            reasons.forEach(reason -> explained.merge(reason, 1, Integer::sum));
            if (reasons.isEmpty()) {
                unexplained.add(request.name() + " -> " + difference);
            }
        }
    }

    int requests() {
        return requests;
    }

    /** The differences that there is no reason for. */
    List<String> unexplained() {
        return unexplained;
    }

    /** The reasons for which nothing differed. */
    List<String> idle() {
        return explained.entrySet().stream()
                .filter(exception -> exception.getValue() == 0)
                .map(exception -> exception.getKey().reason())
                .toList();
    }

    /** For readers, in Markdown. */
    static String text(Collection<ParityReport> reports) {
        StringBuilder text = new StringBuilder("# Where the stub responds as the server does\n");
        reports.forEach(report -> report.write(text));
        return text.toString();
    }

    private void write(StringBuilder text) {
        text.append("\n## `make stub%s`\n\n".formatted(stub == ParityTest.Stub.MEMORY ? " STATE=on" : ""));
        text.append("%d requests, of which %d get the same response: status, headers, %s, errors.\n\n"
                .formatted(
                        requests,
                        alike,
                        stub == ParityTest.Stub.MEMORY ? "every value in its place" : "shape of the body"));
        text.append("| different | how, and by design |\n|---|---|\n");
        explained.forEach((exception, times) -> text.append("| %d | %s |\n".formatted(times, exception.reason())));
        unexplained.forEach(difference ->
                text.append("\nNot explained: ").append(difference).append('\n'));
    }
}
