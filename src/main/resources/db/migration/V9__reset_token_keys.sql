-- Which key protects a reset's token; null in rows of earlier releases, which know one key only. At the end of the table, so
-- that nothing is copied or locked; where that is not possible, this fails instead of blocking the server.
ALTER TABLE customer_password_resets
    ADD COLUMN token_key_id CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ALGORITHM = INSTANT;
