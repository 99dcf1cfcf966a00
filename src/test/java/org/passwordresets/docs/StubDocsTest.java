package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.pact.Pacts;
import org.passwordresets.support.Client;

/** The documentation on the stub, which follows the files of the contract. */
class StubDocsTest {
    private Path events;
    private int saves;

    @Test
    void theDocsFollowEachSaveAndKeepTheLastGoodOne(@TempDir Path contract) throws IOException {
        copyContract(contract);
        events = contract.resolve("events.yaml");
        Map<String, Object> settings = Map.of("micronaut.server.port", "-1", "stub.contract", contract.toString());
        try (EmbeddedServer stub = ApplicationContext.run(EmbeddedServer.class, settings, "stub")) {
            Client reader = Client.plain(stub.getURI()).header("Accept", "*/*");
            assertThat(reader.get("/docs/").body()).contains("List events");
            assertThat(reader.get("/docs/token.json").json().path("token").asText())
                    .isEqualTo("any-token");
            assertThat(reader.get("/docs/try.html").body()).doesNotContain(":4010");

            assertThat(reader.get("/docs/usage.html").body())
                    .contains("id=\"" + Pacts.packaged().consumers().get(0) + "\"");

            save("summary: List events", "summary: All that has happened");
            assertThat(reader.get("/docs/").body())
                    .contains("All that has happened")
                    .doesNotContain("List events<");
            assertThat(reader.get("/docs/reference.html").body()).contains("All that has happened<");

            save("$ref: '#/schemas/EventList'", "$ref: '#/schemas/EventLost'");
            assertThat(reader.get("/docs/").body()).contains("All that has happened");

            save("$ref: '#/schemas/EventLost'", "$ref: '#/schemas/EventList'");
            save("summary: All that has happened", "summary: Back again");
            assertThat(reader.get("/docs/").body()).contains("Back again");
        }
    }

    /** As a consumer has it: see the README. */
    @Test
    void theContractOfAReleaseHasDocsToo(@TempDir Path folder) throws IOException {
        Path contract = folder.resolve("password-resets.openapi.json");
        new ObjectMapper()
                .writeValue(
                        contract.toFile(), ContractBundle.in(Path.of("openapi")).document());
        Map<String, Object> settings = Map.of("micronaut.server.port", "-1", "stub.contract", contract.toString());
        try (EmbeddedServer stub = ApplicationContext.run(EmbeddedServer.class, settings, "stub")) {
            Client reader = Client.plain(stub.getURI()).header("Accept", "*/*");
            for (String page : List.of("", "reference.html", "rights.html", "errors.html", "stub.html")) {
                Client.Response response = reader.get("/docs/" + page);
                assertThat(response.status()).as(page).isEqualTo(200);
                assertThat(response.body()).as(page).doesNotContain("arazzo.yaml");
            }
        }
    }

    private static void copyContract(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("openapi"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
    }

    /** Each save is a second later than the one before, as it would be if a person made it. */
    private void save(String before, String after) throws IOException {
        String text = Files.readString(events);
        assertThat(text).contains(before);
        Files.writeString(events, text.replace(before, after));
        Files.setLastModifiedTime(events, FileTime.from(Instant.now().plusSeconds(++saves)));
    }
}
