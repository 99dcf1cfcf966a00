package org.passwordresets.docs;

import static org.passwordresets.docs.Markdown.escape;
import static org.passwordresets.docs.Markdown.inline;

import com.fasterxml.jackson.databind.JsonNode;

/** What each version of the contract has changed. */
final class ChangelogPage {
    private final JsonNode changelog;

    ChangelogPage(JsonNode contract) {
        this.changelog = contract.path("x-changelog");
    }

    String html() {
        StringBuilder versions = new StringBuilder();
        changelog.forEach(version -> versions.append(version(version)));
        return """
                <h1>Changelog of the contract</h1>
                <p class="lead">Versions are semantic: the first number rises with what breaks a client, the second with what is
                new, the third with anything else. <code>make diff</code> holds the contract to that. A response may get new members
                and new values of an enum in a minor version: ignore what you do not know.</p>
                %s
                """.formatted(versions);
    }

    private static String version(JsonNode version) {
        StringBuilder changes = new StringBuilder();
        version.path("changes")
                .forEach(change -> changes.append("<li><span class=\"tag %1$s\">%1$s</span> %2$s</li>\n"
                        .formatted(
                                escape(change.path("kind").asText()),
                                inline(change.path("text").asText()))));
        return """
                <h2 id="%1$s">%1$s <small>%2$s</small></h2>
                <ul class="changes">%3$s</ul>
                """.formatted(
                        escape(version.path("version").asText()),
                        escape(version.path("date").asText()),
                        changes);
    }
}
