package org.passwordresets.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The order of properties in the contract means nothing. In a copy of it, neighbouring properties of every schema change
 * places: all code compiles against what is generated then, and whoever fills a record by name makes the same document.
 */
class PropertyOrderTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String MODELS = "org.passwordresets.generated.model.";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    @TempDir
    Path copy;

    private GeneratedCode generated;

    @Test
    void propertiesThatChangePlacesChangeNoDocument() throws Exception {
        int schemas = swapInCopy();
        generate();
        try (Swapped swapped = new Swapped(compile())) {
            int moved = 0;
            for (String name : records()) {
                Class<?> before = Class.forName(MODELS + name);
                Class<?> after = swapped.loadClass(MODELS + name);
                assertThat(filled(after)).as(name).isEqualTo(filled(before));
                moved += components(before).equals(components(after)) ? 0 : 1;
            }
            assertThat(schemas)
                    .as("schemas with properties that changed places")
                    .isGreaterThan(20);
            assertThat(moved).as("records whose components changed places").isGreaterThan(20);
        }
    }

    private int swapInCopy() throws IOException {
        Files.copy(ROOT.resolve("pom.xml"), copy.resolve("pom.xml"));
        int swapped = 0;
        try (Stream<Path> files = Files.walk(ROOT.resolve("openapi"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(ROOT.relativize(file));
                Files.createDirectories(target.getParent());
                if (file.getParent().endsWith("openapi") && file.toString().endsWith(".yaml")) {
                    JsonNode content = YAML.readTree(file.toFile());
                    swapped += swap(content.path("schemas"));
                    YAML.writeValue(target.toFile(), content);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return swapped;
    }

    /** The first property with the second, the third with the fourth, and so on. */
    private static int swap(JsonNode node) {
        int swapped = 0;
        if (node.path("properties") instanceof ObjectNode properties && properties.size() > 1) {
            List<Map.Entry<String, JsonNode>> members = new ArrayList<>(properties.properties());
            properties.removeAll();
            for (int i = 0; i + 1 < members.size(); i += 2) {
                Collections.swap(members, i, i + 1);
            }
            members.forEach(member -> properties.set(member.getKey(), member.getValue()));
            swapped++;
        }
        for (JsonNode child : node) {
            swapped += swap(child);
        }
        return swapped;
    }

    private void generate() throws Exception {
        generated = GeneratedCode.of(copy);
    }

    /** All code against what was generated from the copy; without what the annotation processors add. */
    private Path compile() throws IOException {
        List<Path> sources = new ArrayList<>(generated.sources());
        try (Stream<Path> written = Files.walk(ROOT.resolve("src/main/java"))) {
            written.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
        return GeneratedCode.compile(sources, copy.resolve("classes"), "-proc:none");
    }

    /** The generated records as the copy has them. */
    private static final class Swapped extends URLClassLoader {
        private Swapped(Path classes) throws MalformedURLException {
            super(new URL[] {classes.toUri().toURL()}, PropertyOrderTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(MODELS)) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    private List<String> records() throws IOException {
        List<String> records = new ArrayList<>();
        for (Path file : generated.sources()) {
            if (file.getParent().endsWith("model") && Files.readString(file).contains("public record ")) {
                records.add(file.getFileName().toString().replace(".java", ""));
            }
        }
        return records;
    }

    private static List<String> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** As JSON, with a value in each member that tells which member it is meant for. */
    private static JsonNode filled(Class<?> record) throws ReflectiveOperationException {
        return JSON.valueToTree(fill(record.getMethod("builder").invoke(null)));
    }

    private static Object fill(Object builder) throws ReflectiveOperationException {
        for (Method setter : builder.getClass().getMethods()) {
            if (setter.getParameterCount() == 1 && setter.getReturnType() == builder.getClass()) {
                setter.invoke(builder, sample(setter.getName(), setter.getGenericParameterTypes()[0]));
            }
        }
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private static Object sample(String name, Type type) throws ReflectiveOperationException {
        if (!(type instanceof ParameterizedType container)) {
            return value(name, (Class<?>) type);
        }
        Type[] inner = container.getActualTypeArguments();
        return container.getRawType() == List.class
                ? List.of(sample(name, inner[0]))
                : Map.of(name, sample(name, inner[1]));
    }

    private static Object value(String name, Class<?> type) throws ReflectiveOperationException {
        if (type == String.class || type == Object.class) {
            return name;
        }
        if (type == Integer.class) {
            return name.hashCode();
        }
        if (type == Long.class) {
            return (long) name.hashCode();
        }
        if (type == Boolean.class) {
            return name.length() % 2 == 0;
        }
        if (type == Instant.class) {
            return Instant.EPOCH.plusSeconds(name.hashCode());
        }
        return type.isEnum()
                ? type.getEnumConstants()[0]
                : fill(type.getMethod("builder").invoke(null));
    }
}
