-- Means the same on MySQL 8, MySQL 9 and MariaDB 11. Every column of text names its collation, because the servers' defaults
-- differ; what must be compared exactly is binary. Times are UTC. Every row belongs to an organization and a mode.

CREATE TABLE customers (
    id                CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    organization_id   CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    mode              VARCHAR(4)   CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    email             VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    -- the e-mail without regard to case: what makes it unique, and what it is found by
    email_key         VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    -- Argon2id in PHC form; null until the customer has a password
    password_hash     VARCHAR(255) CHARACTER SET ascii   COLLATE ascii_bin   NULL,
    status            VARCHAR(16)  CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    shopper_reference VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    reference         VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    reference_origin  VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    metadata          JSON                                                   NOT NULL,
    created_at        DATETIME(3)                                            NOT NULL,
    updated_at        DATETIME(3)                                            NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY customers_email (organization_id, mode, email_key),
    -- one for each order that a list can have, and each attribute that it is likely to be filtered by
    KEY customers_by_id (organization_id, mode, id),
    KEY customers_by_email (organization_id, mode, email, id),
    KEY customers_by_status (organization_id, mode, status, id),
    KEY customers_by_created_at (organization_id, mode, created_at, id),
    KEY customers_by_updated_at (organization_id, mode, updated_at, id),
    KEY customers_by_reference (organization_id, mode, reference, id),
    KEY customers_by_reference_origin (organization_id, mode, reference_origin, id)
) ENGINE = InnoDB;

CREATE TABLE customer_password_resets (
    id                CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    organization_id   CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    mode              VARCHAR(4)   CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    customer_id       CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    -- the customer's e-mail as it was when the reset was made
    customer_email    VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    -- The reset token, encrypted to be shown and as a MAC to be compared and found. Both null once the reset is dead.
    token_ciphertext  VARBINARY(64)                                          NULL,
    token_mac         BINARY(32)                                             NULL,
    expires_at        DATETIME(3)                                            NOT NULL,
    wrong_tokens      INT                                                    NOT NULL DEFAULT 0,
    reset_password_at DATETIME(3)                                            NULL,
    reference         VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    reference_origin  VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    metadata          JSON                                                   NOT NULL,
    created_at        DATETIME(3)                                            NOT NULL,
    updated_at        DATETIME(3)                                            NOT NULL,
    PRIMARY KEY (id),
    KEY customer_password_resets_of_customer (customer_id, created_at, id),
    KEY customer_password_resets_by_token (token_mac),
    KEY customer_password_resets_by_id (organization_id, mode, id),
    KEY customer_password_resets_by_created_at (organization_id, mode, created_at, id),
    KEY customer_password_resets_by_updated_at (organization_id, mode, updated_at, id),
    KEY customer_password_resets_by_reference (organization_id, mode, reference, id),
    KEY customer_password_resets_by_reference_origin (organization_id, mode, reference_origin, id),
    CONSTRAINT customer_password_resets_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
) ENGINE = InnoDB;

CREATE TABLE events (
    id               CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    organization_id  CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    mode             VARCHAR(4)   CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    name             VARCHAR(64)  CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    -- what it happened to; no foreign key, because events stay when the resource is gone
    resource_type    VARCHAR(32)  CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    resource_id      CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    reference        VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    reference_origin VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    metadata         JSON                                                   NOT NULL,
    created_at       DATETIME(3)                                            NOT NULL,
    updated_at       DATETIME(3)                                            NOT NULL,
    PRIMARY KEY (id),
    KEY events_resource (resource_type, resource_id, created_at, id),
    KEY events_by_id (organization_id, mode, id),
    KEY events_by_name (organization_id, mode, name, id),
    KEY events_by_created_at (organization_id, mode, created_at, id),
    KEY events_by_updated_at (organization_id, mode, updated_at, id),
    KEY events_by_reference (organization_id, mode, reference, id),
    KEY events_by_reference_origin (organization_id, mode, reference_origin, id)
) ENGINE = InnoDB;

-- How many rows the tables above have: the sum of a table's rows here for an organization and mode.
CREATE TABLE record_counts (
    table_name      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    organization_id CHAR(10)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mode            VARCHAR(4)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- many, so that not all who insert wait for one
    shard           BIGINT                                            NOT NULL,
    -- below zero where more were deleted by one who counts here than inserted
    records         BIGINT                                            NOT NULL,
    PRIMARY KEY (table_name, organization_id, mode, shard)
) ENGINE = InnoDB;
