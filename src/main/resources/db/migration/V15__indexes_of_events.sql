-- Every index costs each insert. These three of events help nobody: an event is never changed, so its updated_at is its
-- created_at, and nothing gives it a reference. Lists that are sorted by these use events_by_created_at and events_by_id.
-- The previous release still sorts by these columns, correctly, but without an index.
--
-- What needs the others, at 1,000,000 rows:
--   customers_email, customers_by_email            find a customer by its address; filter and sort customers by email
--   …_by_id, …_by_created_at, …_by_updated_at,
--   …_by_status, …_by_name                         sort and filter by these; by_created_at is also the order of every list
--                                                  without a sort, filters by date, and the deletion of old rows
--   …_by_reference, …_by_reference_origin          filter customers and resets by these, and sort
--   customer_password_resets_by_token              filter by reset_password_token
--   customer_password_resets_of_customer           the resets of a customer, customer filters, and the foreign key
--   customer_password_resets_open                  end the active resets of a customer, however many others there are
--   events_resource                                the events of a resource, include=events and filters such as events_name_eq
--
-- Drops only metadata. Where that is not possible without blocking the server, this fails.
ALTER TABLE events
    DROP KEY events_by_updated_at,
    DROP KEY events_by_reference,
    DROP KEY events_by_reference_origin,
    ALGORITHM = INPLACE, LOCK = NONE;
