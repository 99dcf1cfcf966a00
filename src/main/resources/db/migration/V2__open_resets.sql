-- A customer's open resets, to be ended together. Built while the server goes on writing; where that is not possible, this
-- fails instead of blocking it.
ALTER TABLE customer_password_resets
    ADD KEY customer_password_resets_open (customer_id, token_mac),
    ALGORITHM = INPLACE, LOCK = NONE;
