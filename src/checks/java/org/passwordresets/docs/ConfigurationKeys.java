package org.passwordresets.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Writes down every key of the server's typed configuration, for the docs: read from the sources of its records, as the
 * compiler sees them (names, types, defaults, and what their Javadoc says). The build runs it before it compiles anything.
 */
public final class ConfigurationKeys {
    private final DocTrees documentation;
    private final ArrayNode configurations = JsonNodeFactory.instance.arrayNode();

    private ConfigurationKeys(DocTrees documentation) {
        this.documentation = documentation;
    }

    /** The directory of the sources, and the file to write. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, new ObjectMapper().writeValueAsString(read(Path.of(arguments[0]))));
    }

    static ArrayNode read(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null);
        JavacTask task = (JavacTask) compiler.getTask(
                null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(records(sources)));
        ConfigurationKeys keys = new ConfigurationKeys(DocTrees.instance(task));
        for (CompilationUnitTree unit : task.parse()) {
            keys.scan(unit);
        }
        return keys.configurations;
    }

    private static List<Path> records(Path sources) throws IOException {
        try (Stream<Path> all = Files.walk(sources)) {
            return all.filter(path -> path.toString().endsWith(".java") && isConfiguration(path))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static boolean isConfiguration(Path source) {
        try {
            String text = Files.readString(source);
            return text.contains("@ConfigurationProperties(") || text.contains("@EachProperty(");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void scan(CompilationUnitTree unit) {
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                annotation(type.getModifiers(), "ConfigurationProperties")
                        .ifPresent(prefix -> add(type, prefix, getCurrentPath()));
                annotation(type.getModifiers(), "EachProperty")
                        .ifPresent(prefix -> add(type, prefix + ".<name>", getCurrentPath()));
                return super.visitClass(type, nothing);
            }
        }.scan(unit, null);
    }

    private void add(ClassTree type, String prefix, TreePath path) {
        DocCommentTree comment = documentation.getDocCommentTree(path);
        ObjectNode configuration =
                configurations.addObject().put("prefix", prefix).put("summary", summary(comment, prefix));
        ArrayNode keys = configuration.putArray("keys");
        type.getMembers().stream()
                .filter(member -> member.getKind() == Tree.Kind.VARIABLE)
                .map(VariableTree.class::cast)
                .filter(component ->
                        !component.getModifiers().getFlags().contains(javax.lang.model.element.Modifier.STATIC))
                .filter(component ->
                        annotation(component.getModifiers(), "Parameter").isEmpty())
                .forEach(component -> addKey(keys.addObject(), component, comment));
    }

    /** What stands after "… in the configuration." of the first sentences. */
    private static String summary(DocCommentTree comment, String prefix) {
        String text = comment == null ? "" : text(comment.getFullBody());
        return text.replaceFirst("^`[^`]*` in the configuration\\.\\s*", "")
                .replaceFirst(":? ?`[^`]*` in the configuration\\.", ".");
    }

    private static void addKey(ObjectNode key, VariableTree component, DocCommentTree comment) {
        String name = component.getName().toString();
        key.put("name", name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT));
        key.put("type", type(component.getType().toString()));
        annotation(component.getModifiers(), "Bindable").ifPresent(value -> key.put("default", value));
        key.put("description", description(name, comment));
    }

    private static String description(String name, DocCommentTree comment) {
        return comment == null
                ? ""
                : comment.getBlockTags().stream()
                        .filter(ParamTree.class::isInstance)
                        .map(ParamTree.class::cast)
                        .filter(tag -> tag.getName().getName().contentEquals(name))
                        .map(tag -> text(tag.getDescription()))
                        .findFirst()
                        .orElse("");
    }

    /** Javadoc's tags as Markdown. */
    private static String text(List<?> trees) {
        StringBuilder text = new StringBuilder();
        trees.forEach(text::append);
        return text.toString()
                .replaceAll("\\{@(?:code|link|linkplain) #?([^}]*)\\}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String type(String type) {
        String simple = type.replaceFirst("^@\\S+ ", "");
        return switch (simple) {
            case "String" -> "text";
            case "int", "long", "Integer", "Long" -> "number";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "time";
            default -> simple;
        };
    }

    /** The first literal among an annotation's arguments; empty text where it has none. */
    private static Optional<String> annotation(ModifiersTree modifiers, String name) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().endsWith(name))
                .map(ConfigurationKeys::value)
                .findFirst();
    }

    private static String value(AnnotationTree annotation) {
        return StreamSupport.stream(annotation.getArguments().spliterator(), false)
                .map(argument -> argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument)
                .filter(LiteralTree.class::isInstance)
                .map(literal -> String.valueOf(((LiteralTree) (ExpressionTree) literal).getValue()))
                .findFirst()
                .orElse("");
    }
}
