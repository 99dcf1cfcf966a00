package org.passwordresets.html;

import com.samskivert.mustache.Mustache;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A Mustache template in {@code resources/templates}. {@code {{name}}} is escaped, {@code {{{name}}}} is inserted as HTML,
 * and {@code {{#markdown}}} and {@code {{#inline}}} convert Markdown to HTML. A name that the content does not have is an
 * error.
 */
public final class Template {
    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().emptyStringIsFalse(true).withLoader(Template::open);
    private static final Map<String, Mustache.Lambda> LAMBDAS =
            Map.of("markdown", lambda(Markdown::html), "inline", lambda(Markdown::inline));

    private final com.samskivert.mustache.Template template;

    private Template(com.samskivert.mustache.Template template) {
        this.template = template;
    }

    /** The template with this name, without its suffix. */
    public static Template named(String name) {
        return new Template(COMPILER.loadTemplate(name));
    }

    /**
     * Renders the template.
     *
     * @param content a record or a map with the values that the template names
     */
    public String with(Object content) {
        StringWriter html = new StringWriter();
        template.execute(content, LAMBDAS, html);
        return html.toString();
    }

    private static Mustache.Lambda lambda(UnaryOperator<String> conversion) {
        return (section, out) -> out.write(conversion.apply(section.execute()));
    }

    private static Reader open(String name) throws IOException {
        InputStream content = Template.class.getResourceAsStream("/templates/" + name + ".mustache");
        if (content == null) {
            throw new FileNotFoundException("There is no template " + name);
        }
        return new InputStreamReader(content, StandardCharsets.UTF_8);
    }
}
