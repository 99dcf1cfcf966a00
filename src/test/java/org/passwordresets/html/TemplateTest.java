package org.passwordresets.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template shows is escaped unless it says otherwise, and a misspelled name does not pass for an empty text. */
class TemplateTest {
    private static final Template CHANGELOG = Template.named("changelog");

    @Test
    void escapesTextAndMarkdown() {
        String page = changelog(Map.of("kind", "<b>&\"", "text", "`code` and <script>"));

        assertThat(page)
                .contains("<span class=\"tag &lt;b&gt;&amp;&quot;\">")
                .contains("<code>code</code> and &lt;script&gt;")
                .doesNotContain("<script", "<b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](javascript:alert(4))",
                "[x](<javascript:alert(4)>)",
                "<javascript:alert(4)>",
                "[x](data:text/html,x)",
                "[x](VBSCRIPT:x)",
                "[x][y]\n\n[y]: jAvAsCrIpT:x",
            })
    void keepsNoAddressThatRunsACode(String markdown) {
        assertThat(Markdown.html(markdown)).contains("<a>").doesNotContain("href");
    }

    @ParameterizedTest
    @ValueSource(strings = {"errors.html#expired", "#a", "https://example.com/?a=b", "mailto:john@example.com"})
    void keepsOtherAddresses(String address) {
        assertThat(Markdown.html("[x](" + address + ")")).contains("<a href=\"" + address + "\">");
    }

    @Test
    void refusesANameThatIsNotThere() {
        assertThatThrownBy(() -> changelog(Map.of("kind", "added"))).hasMessageContaining("text");
    }

    private static String changelog(Map<String, String> change) {
        return CHANGELOG.with(Map.of(
                "versions", List.of(Map.of("version", "1.0.0", "date", "2026-01-01", "changes", List.of(change)))));
    }
}
