-- Sign-ins, failed ones, revocations and the commands of administrators. No row of another table refers to one of these, and
-- none has a secret.
CREATE TABLE security_log (
    id              BIGINT                                               NOT NULL AUTO_INCREMENT,
    event           VARCHAR(32)  CHARACTER SET ascii   COLLATE ascii_bin NOT NULL,
    organization_id CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin NULL,
    mode            VARCHAR(4)   CHARACTER SET ascii   COLLATE ascii_bin NULL,
    client_id       VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    customer_id     CHAR(10)     CHARACTER SET ascii   COLLATE ascii_bin NULL,
    -- a keyed digest of the email address that was sent
    account         CHAR(16)     CHARACTER SET ascii   COLLATE ascii_bin NULL,
    address         VARCHAR(64)  CHARACTER SET ascii   COLLATE ascii_bin NULL,
    actor           VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    detail          VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    -- how often the same happened within the second or so that a row covers
    occurrences     BIGINT                                               NOT NULL,
    created_at      DATETIME(3)                                          NOT NULL,
    PRIMARY KEY (id),
    KEY security_log_by_created_at (created_at, id),
    KEY security_log_of_customer (customer_id, id),
    KEY security_log_of_account (account, id),
    KEY security_log_of_address (address, id)
) ENGINE = InnoDB;
