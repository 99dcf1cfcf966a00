-- Who changed what: the audit trail. Rows are only added, in the order of seq, and stay when their resource is gone.
CREATE TABLE event_stores (
    seq             BIGINT                                                  NOT NULL AUTO_INCREMENT,
    id              CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin    NOT NULL,
    organization_id CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin    NOT NULL,
    mode            VARCHAR(4)   CHARACTER SET ascii   COLLATE ascii_bin    NOT NULL,
    event           VARCHAR(16)  CHARACTER SET ascii   COLLATE ascii_bin    NOT NULL,
    resource_type   VARCHAR(32)  CHARACTER SET ascii   COLLATE ascii_bin    NOT NULL,
    resource_id     CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin    NOT NULL,
    -- a JSON object: nobody searches it, so the database need not parse it
    payload         MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin  NOT NULL,
    -- who: the application, the customer who was signed in, and where the request came from
    client_id       VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin  NOT NULL,
    kind            VARCHAR(32)  CHARACTER SET ascii   COLLATE ascii_bin    NOT NULL,
    is_public       BOOLEAN                                                 NOT NULL,
    customer_id     CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin    NULL,
    address         VARCHAR(64)  CHARACTER SET ascii   COLLATE ascii_bin    NULL,
    created_at      DATETIME(3)                                             NOT NULL,
    -- The rows of all resources are written next to each other, and old ones are found at the start of the table.
    PRIMARY KEY (seq),
    UNIQUE KEY event_stores_by_id (id),
    KEY event_stores_of_resource (resource_id, seq)
) ENGINE = InnoDB;
