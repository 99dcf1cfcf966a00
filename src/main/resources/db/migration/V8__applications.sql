-- Applications, which request access tokens. A server reads them all every few seconds.
CREATE TABLE applications (
    id                     CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    organization_id        CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    name                   VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    client_id              VARCHAR(64)  CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    -- SHA-256; null if everybody can read the application's code. A secret is 32 random bytes, which nobody can guess, so a slow
    -- hash would protect nothing and cost time at each request for a token.
    secret_digest          BINARY(32)                                             NULL,
    -- the secret before the last rotation, until it ends
    previous_secret_digest BINARY(32)                                             NULL,
    previous_secret_until  DATETIME(3)                                            NULL,
    kind                   VARCHAR(16)  CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    -- of a web application: what it may do
    role                   VARCHAR(32)  CHARACTER SET ascii   COLLATE ascii_bin   NULL,
    mode                   VARCHAR(4)   CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    -- null while it can be used
    disabled_at            DATETIME(3)                                            NULL,
    created_at             DATETIME(3)                                            NOT NULL,
    updated_at             DATETIME(3)                                            NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY applications_client_id (client_id),
    KEY applications_of_organization (organization_id, created_at, id),
    CONSTRAINT applications_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
) ENGINE = InnoDB;
