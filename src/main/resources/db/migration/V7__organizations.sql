-- Organizations, whose records, applications and settings are apart from those of all others.
CREATE TABLE organizations (
    id               CHAR(10)      CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    name             VARCHAR(255)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    slug             VARCHAR(63)   CHARACTER SET ascii   COLLATE ascii_bin   NOT NULL,
    -- what pages for customers show
    support_email    VARCHAR(255)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    support_phone    VARCHAR(255)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    logo_url         VARCHAR(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    favicon_url      VARCHAR(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    primary_color    VARCHAR(32)   CHARACTER SET ascii   COLLATE ascii_bin   NULL,
    gtm_id           VARCHAR(64)   CHARACTER SET ascii   COLLATE ascii_bin   NULL,
    gtm_id_test      VARCHAR(64)   CHARACTER SET ascii   COLLATE ascii_bin   NULL,
    -- an object of the pages' own
    config           JSON                                                    NULL,
    -- null while its applications can be used
    disabled_at      DATETIME(3)                                             NULL,
    created_at       DATETIME(3)                                             NOT NULL,
    updated_at       DATETIME(3)                                             NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY organizations_slug (slug)
) ENGINE = InnoDB;
