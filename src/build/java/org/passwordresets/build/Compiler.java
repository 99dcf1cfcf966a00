package org.passwordresets.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The JDK's compiler with the annotation processors. They stay loaded, so that the second compilation is several times
 * faster.
 */
final class Compiler {
    private static final int MAX_ERRORS_SHOWN = 20;
    /** The same options as in the pom. */
    private static final List<String> OPTIONS =
            List.of("--release", "17", "-g", "-parameters", "-nowarn", "-Xlint:none");

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    private final ClassLoader processors;

    Compiler(ClassPaths classPaths) throws IOException {
        this.processors = ClassPaths.load(classPaths.all());
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPaths.all());
    }

    void compile(List<Path> sources, Path classes) throws IOException, BuildFailure {
        files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaCompiler.CompilationTask task =
                javac.getTask(null, files, found, OPTIONS, null, files.getJavaFileObjectsFromPaths(sources));
        task.setProcessors(ServiceLoader.load(Processor.class, processors));
        if (!task.call()) {
            throw new BuildFailure(found.getDiagnostics().stream()
                    .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                    .map(Compiler::text)
                    .distinct()
                    .limit(MAX_ERRORS_SHOWN)
                    .collect(Collectors.joining("\n")));
        }
    }

    private static String text(Diagnostic<? extends JavaFileObject> error) {
        String message = error.getMessage(Locale.ENGLISH);
        return error.getSource() == null
                ? message
                : "%s:%d:%d: %s"
                        .formatted(
                                Path.of("")
                                        .toAbsolutePath()
                                        .relativize(Path.of(error.getSource().toUri())),
                                error.getLineNumber(),
                                error.getColumnNumber(),
                                message);
    }
}
