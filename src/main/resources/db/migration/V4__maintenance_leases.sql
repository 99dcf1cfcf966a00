-- Which server does a task in the background, and until when. Times are the database's, in UTC.
CREATE TABLE maintenance_leases (
    task         VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- the random name of a running server; null while nobody does the task
    holder       CHAR(10)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    held_until   DATETIME(3)                                       NOT NULL,
    -- of the last run: when it ended, and how many rows it changed
    finished_at  DATETIME(3)                                       NULL,
    changed_rows BIGINT                                            NULL,
    PRIMARY KEY (task)
) ENGINE = InnoDB;
