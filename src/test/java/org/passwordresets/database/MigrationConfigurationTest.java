package org.passwordresets.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Settings;

/** The keys, defaults and bounds of {@code database.migration.*}. */
class MigrationConfigurationTest {
    private static final String USERNAME = "database.migration.username";
    private static final String PASSWORD = "database.migration.password";

    @Test
    void theUserOfRequestsMigratesByDefault() {
        assertThat(read(Map.of())).isEqualTo(new MigrationConfiguration(null, null));
    }

    @Test
    void anotherUserMayMigrate() {
        assertThat(read(Map.of(USERNAME, "migration", PASSWORD, "swordfish")))
                .isEqualTo(new MigrationConfiguration("migration", "swordfish"));
    }

    @Test
    void oneWithoutTheOtherAndBlanksAreRefused() {
        assertThat(Settings.refusal(Map.of(USERNAME, "migration"))).contains(PASSWORD);
        assertThat(Settings.refusal(Map.of(PASSWORD, "swordfish")))
                .contains(USERNAME)
                .doesNotContain("swordfish");
        assertThat(Settings.refusal(Map.of(USERNAME, "migration", PASSWORD, " ")))
                .contains(PASSWORD);
    }

    private static MigrationConfiguration read(Map<String, Object> settings) {
        return Settings.read(MigrationConfiguration.class, settings);
    }
}
