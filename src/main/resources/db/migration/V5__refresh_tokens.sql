-- The refresh tokens of signed-in customers. A used one is kept until it expires, so that its reuse is noticed.
CREATE TABLE refresh_tokens (
    -- SHA-256 of the token, which is stored nowhere
    digest          BINARY(32)                                              NOT NULL,
    -- one sign-in, with all refresh tokens that followed from it
    session_id      CHAR(20)      CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    organization_id CHAR(10)      CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    mode            VARCHAR(4)    CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    -- no foreign key, because deleting a customer must not wait for these rows
    customer_id     CHAR(10)      CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    -- the customer's access_generation at the sign-in
    generation      INT                                                     NOT NULL,
    client_id       VARCHAR(255)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    scope           VARCHAR(1024) CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    created_at      DATETIME(3)                                             NOT NULL,
    expires_at      DATETIME(3)                                             NOT NULL,
    -- null until it has been used
    used_at         DATETIME(3)                                             NULL,
    PRIMARY KEY (digest),
    KEY refresh_tokens_of_session (session_id),
    KEY refresh_tokens_by_expiry (expires_at)
) ENGINE = InnoDB;

-- A new password or email address begins another generation, and ends the access of all before, in the same statement.
ALTER TABLE customers ADD COLUMN access_generation INT NOT NULL DEFAULT 0, ALGORITHM = INSTANT;
