package org.passwordresets.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.demo.FreePort;

/**
 * A branch on which only the contract was edited: a resource without a controller, and an attribute that nothing fills. It has
 * a stub, docs and a diff, and a server that names what is missing. It cannot be released.
 */
class ContractBranchTest {
    @TempDir
    private static Path directory;

    private static SourceCopy branch;

    @BeforeAll
    static void edit() throws IOException {
        branch = SourceCopy.in(directory);
        SourceCopy.copy(Path.of("openapi"), branch.file("before"));
        String events = Files.readString(branch.file("openapi/events.yaml"));
        Files.writeString(
                branch.file("openapi/parcels.yaml"),
                events.replace("events", "parcels").replace("event", "parcel").replace("Event", "Parcel"));
        branch.replace("openapi/openapi.yaml", "\n  /api/events:\n", """

                  /api/parcels:
                    $ref: parcels.yaml#/paths/~1api~1parcels
                  /api/parcels/{id}:
                    $ref: parcels.yaml#/paths/~1api~1parcels~1{id}
                  /api/events:
                """);
        branch.replace(
                "openapi/openapi.yaml",
                "\n  - name: events\n",
                "\n  - {name: parcels, description: Parcels in transit.}\n  - name: events\n");
        branch.replace(
                "openapi/customers.yaml",
                "\n      has_password:\n",
                "\n      nickname: {type: string, nullable: true, x-filterable: true, x-sortable: true, description: The short name., example: Johnny}\n      has_password:\n");
    }

    @Test
    void hasAStubDocsAndADiffAndAServerThatNamesWhatIsMissing() throws Exception {
        assertThat(branch.make("docs")).as(branch.output()).isZero();
        assertThat(branch.file("target/docs/openapi.json")).content().contains("listParcels");

        branch.make("diff", "BASE=before/openapi/openapi.yaml");
        assertThat(branch.output()).contains("/api/parcels");

        branch.stub(FreePort.find(), stub -> {
            HttpResponse<String> parcels = stub.get("/api/parcels");
            assertThat(parcels.statusCode()).isEqualTo(200);
            assertThat(parcels.body()).contains("\"parcels\"");
        });

        branch.run(FreePort.find(), server -> {
            HttpResponse<String> parcels = server.get("/api/parcels");
            assertThat(parcels.statusCode()).isEqualTo(501);
            assertThat(parcels.body())
                    .contains("NOT_IMPLEMENTED", "No controller implements ParcelsApi.Server.listParcels yet.");
            for (String query : List.of("sort=nickname", "filter%5Bq%5D%5Bnickname_eq%5D=Johnny")) {
                HttpResponse<String> customers = server.get("/api/customers?" + query);
                assertThat(customers.statusCode()).isEqualTo(501);
                assertThat(customers.body()).contains("The database does not store customers.nickname yet.");
            }
            assertThat(branch.output())
                    .contains("ParcelsApi.Server.listParcels: no controller implements it")
                    .contains("CustomerAttributes.Builder.nickname: no code fills it");
            namesWhatAReleaseLacks();

            leavesNothingBehindWhenTheEditIsReverted();
            keepsRunningWhileOthersBuild(server);
        });
        assertThat(branch.output()).doesNotContain("***");
    }

    private static void namesWhatAReleaseLacks() throws IOException {
        assertThat(Completeness.missing(branch.file("target/run/classes")))
                .as("What `make test` and `make package` refuse to build")
                .containsExactly(
                        "ParcelsApi.Server.listParcels: no controller implements it (501)",
                        "ParcelsApi.Server.retrieveParcel: no controller implements it (501)",
                        "CustomerAttributes.Builder.nickname: no code fills it (null)");
    }

    /** These need classes and files that the server has not loaded before. */
    private static void keepsRunningWhileOthersBuild(SourceCopy.Server server) throws Exception {
        assertThat(branch.make("clean")).as(branch.output()).isZero();
        assertThat(server.get("/docs/filters.html").statusCode()).isEqualTo(200);
        assertThat(server.get("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(server.get("/api/customers?page%5Bsize%5D=0").statusCode()).isEqualTo(400);
        assertThat(server.send("POST", "/api/customers", "{").statusCode()).isEqualTo(400);
        assertThat(server.send("POST", "/oauth/token", "{}").statusCode()).isEqualTo(415);
        assertThat(server.get("/api/events/nothing").statusCode()).isEqualTo(404);
    }

    private static void leavesNothingBehindWhenTheEditIsReverted() throws Exception {
        Files.delete(branch.file("openapi/parcels.yaml"));
        Files.copy(
                branch.file("before/openapi/openapi.yaml"),
                branch.file("openapi/openapi.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(branch.make("target/run.classpath")).as(branch.output()).isZero();
        try (Stream<Path> built = Files.walk(branch.file("target/run"))) {
            assertThat(built.filter(
                            file -> file.toString().toLowerCase(Locale.ROOT).contains("parcel")))
                    .isEmpty();
        }
    }
}
