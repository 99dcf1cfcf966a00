package org.passwordresets.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.core.value.MapPropertyResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.contract.Contract;
import org.passwordresets.support.EditedContract;

/** Git writes one file after another when it switches to another branch, and the stub looks in between. */
class HalfSavedContractTest {
    private static final String NAME = "  EventAttributes:\n";

    @TempDir
    private Path directory;

    @Test
    void aMistakeIsToldIfNothingMoreIsSaved() {
        EditedContract files = EditedContract.copiedTo(directory);
        LoadedContract loaded = new LoadedContract(
                new StubConfiguration(directory, false, 1000, null, false, 100), new MapPropertyResolver(Map.of()));
        Contract contract = loaded.contract();
        ContractWatch watch = new ContractWatch(loaded, contract);
        await().until(contract::isRead);

        files.replace("events.yaml", NAME, "  Half" + NAME.strip() + "\n");
        watch.look();
        files.replace("events.yaml", "  Half" + NAME.strip() + "\n", NAME);
        watch.look();
        watch.look();
        assertThat(loaded.problem()).isNull();

        files.replace("events.yaml", NAME, "  Half" + NAME.strip() + "\n");
        watch.look();
        assertThat(loaded.problem()).isNull();
        watch.look();
        assertThat(loaded.problem()).contains("points to nothing");
    }

    @Test
    void aContractThatStopsTheStartIsNotWatched() throws IOException {
        Files.writeString(directory.resolve("one.yaml"), "openapi: 3.0.3");
        Files.writeString(directory.resolve("two.yaml"), "openapi: 3.0.3");
        LoadedContract loaded = new LoadedContract(
                new StubConfiguration(directory, false, 1000, null, false, 100), new MapPropertyResolver(Map.of()));
        Contract contract = loaded.contract();

        assertThatThrownBy(contract::awaitReading).hasMessageContaining("two.yaml");
        new ContractWatch(loaded, contract).look();
        assertThat(loaded.problem()).isNull();
    }
}
