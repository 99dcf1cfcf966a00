-- Access tokens that were revoked before they expire. Every server keeps those that have not expired in memory.
CREATE TABLE revoked_access (
    -- the session of a customer, or the jti of an application's access token
    id         CHAR(20)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- when the last access token that it concerns expires
    expires_at DATETIME(3)                                       NOT NULL,
    -- of the database's clock
    created_at DATETIME(3)                                       NOT NULL,
    PRIMARY KEY (id),
    KEY revoked_access_by_creation (created_at),
    KEY revoked_access_by_expiry (expires_at)
) ENGINE = InnoDB;
