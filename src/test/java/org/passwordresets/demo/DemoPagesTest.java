package org.passwordresets.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;

/** What `make run` prints, and which pages in a browser may read what it serves. */
class DemoPagesTest {
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @TempDir
    private static Path data;

    private static RunningDemo demo;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void theTerminalSaysWhatToPasteAndWhereTheLogIs() throws Exception {
        Path log = data.resolve("server.log");
        assertThat(demo.said()).isBlank();
        assertThat(demo.ready()).contains(demo.address().toString(), "log in " + log);
        assertThat(Files.readString(log)).contains("HikariPool-1 - Start completed");
    }

    @Test
    void pagesUnderDevelopmentMayCallTheApiAndNoneMayReadTheDocs() throws Exception {
        Client client = demo.backEnd();
        for (String origin : new String[] {"http://localhost:5173", "http://127.0.0.1:3000", "http://localhost"}) {
            Response list = client.header("Origin", origin).get("/api/customers");
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.header(ALLOWED)).isEqualTo(origin);
            assertThat(client.header("Origin", origin).get("/docs/token.json").header(ALLOWED))
                    .isNull();
        }
        for (String origin : new String[] {"https://shop.example", "https://localhost:5173", "null"}) {
            Response list = client.header("Origin", origin).get("/api/customers");
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.header(ALLOWED)).isNull();
        }
    }
}
