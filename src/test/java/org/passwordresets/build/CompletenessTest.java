package org.passwordresets.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletenessTest {
    @TempDir
    private Path root;

    @BeforeEach
    void generated() throws IOException {
        compile("main", "generated/api/ToysApi", """
                package org.passwordresets.generated.api;
                public interface ToysApi {
                    interface Server extends ToysApi {
                        default void listToys() {}
                        default void createToy() {}
                    }
                }
                """);
        compile("main", "generated/model/ToyAttributes", """
                package org.passwordresets.generated.model;
                public record ToyAttributes() {
                    public static class Builder {
                        public Builder name(String name) { return this; }
                        public Builder colour(String colour) { return this; }
                        public ToyAttributes build() { return null; }
                    }
                }
                """);
        compile("test", "generated/api/ToysSpecification", """
                package org.passwordresets.generated.api;
                public interface ToysSpecification {
                    default void listToys200() {}
                    default void listToys410() {}
                }
                """);
        compile("test", "toy/ToysTest", """
                package org.passwordresets.toy;
                class ToysTest implements org.passwordresets.generated.api.ToysSpecification {
                    @Override
                    public void listToys200() {}
                }
                """);
    }

    @Test
    void namesEveryOperationAttributeAndResponseThatIsMissing() throws IOException {
        controller("""
                public void listToys() {}
                Object attributes() { return new ToyAttributes.Builder().name("Teddy").build(); }
                """);
        assertThat(Completeness.missing(root.resolve("main"), root.resolve("test")))
                .containsExactly(
                        "ToysApi.Server.createToy: no controller implements it (501)",
                        "ToyAttributes.Builder.colour: no code fills it (null)",
                        "ToysSpecification.listToys410: no test has this response");
    }

    @Test
    void hasNothingToSayOfCodeThatIsComplete() throws IOException {
        controller("""
                public void listToys() {}
                public void createToy() {}
                Object attributes() { return new ToyAttributes.Builder().name("Teddy").colour("brown").build(); }
                """);
        assertThat(Completeness.missing(root.resolve("main"))).isEmpty();
    }

    private void controller(String members) throws IOException {
        compile("main", "toy/ToyController", """
                package org.passwordresets.toy;
                import org.passwordresets.generated.model.ToyAttributes;
                class ToyController implements org.passwordresets.generated.api.ToysApi.Server {
                %s
                }
                """.formatted(members));
    }

    private void compile(String folder, String name, String source) throws IOException {
        Path file = root.resolve("source/org/passwordresets").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        Path classes = Files.createDirectories(root.resolve(folder));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        List.of(
                                        "-proc:none",
                                        "-implicit:none",
                                        "-cp",
                                        root.resolve("main") + java.io.File.pathSeparator + root.resolve("test"),
                                        "-d",
                                        classes.toString(),
                                        file.toString())
                                .toArray(new String[0]));
        assertThat(result).isZero();
    }
}
