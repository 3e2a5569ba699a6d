-- Room paymentmethod: which ends of cards were announced. A renewed card has another end, which is announced anew.
ALTER TABLE payment_method
    ADD COLUMN expiring_announced DATETIME(6) NULL COMMENT 'the end of the card that was announced to be near',
    ADD COLUMN expired_announced  DATETIME(6) NULL COMMENT 'the end of the card that was announced to be over';

-- Null once there is nothing more to announce, so that the daily pass never walks over the cards of bygone years.
ALTER TABLE payment_method
    ADD COLUMN to_announce DATETIME(6) GENERATED ALWAYS AS
        (CASE WHEN enabled AND NOT mandate_inactive AND detached_at IS NULL AND customer_deleted_at IS NULL
            AND NOT (expired_announced <=> expires_at) THEN expires_at END) STORED,
    ADD KEY payment_method_to_announce (to_announce, id);
