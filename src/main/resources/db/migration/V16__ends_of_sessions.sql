-- When a session ends at the latest, and which application it belongs to. Null in rows of earlier releases, also of those
-- that run during an upgrade.
ALTER TABLE refresh_tokens
    ADD COLUMN session_ends_at DATETIME(3) NULL,
    -- in the configuration, its name there
    ADD COLUMN application_id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    -- the application's access generation at the sign-in
    ADD COLUMN application_generation INT NOT NULL DEFAULT 0,
    ALGORITHM = INSTANT;

-- Disabling an application or its organization begins the next generation, and ends the sessions from before.
ALTER TABLE applications ADD COLUMN access_generation INT NOT NULL DEFAULT 0, ALGORITHM = INSTANT;
ALTER TABLE organizations ADD COLUMN access_generation INT NOT NULL DEFAULT 0, ALGORITHM = INSTANT;

UPDATE refresh_tokens token
    JOIN applications application ON application.client_id = token.client_id
    SET token.application_id = application.id;
