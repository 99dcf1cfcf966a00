package org.passwordresets.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;

/** Which pages in a browser may read what `make run` serves. */
class DemoPagesTest {
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @Test
    void pagesUnderDevelopmentMayCallTheApiAndNoneMayReadTheDocs(@TempDir Path data) throws Exception {
        try (RunningDemo demo = RunningDemo.start(data)) {
            Client client = demo.backEnd();
            for (String origin : new String[] {"http://localhost:5173", "http://127.0.0.1:3000", "http://localhost"}) {
                Response list = client.header("Origin", origin).get("/api/customers");
                assertThat(list.status()).isEqualTo(200);
                assertThat(list.header(ALLOWED)).isEqualTo(origin);
                assertThat(client.header("Origin", origin)
                                .get("/docs/token.json")
                                .header(ALLOWED))
                        .isNull();
            }
            for (String origin : new String[] {"https://shop.example", "https://localhost:5173", "null"}) {
                Response list = client.header("Origin", origin).get("/api/customers");
                assertThat(list.status()).isEqualTo(200);
                assertThat(list.header(ALLOWED)).isNull();
            }
        }
    }
}
