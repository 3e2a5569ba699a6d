-- Room paymentmethod: whose customer a caller unlinked, and whether the customer may be offered it again.
ALTER TABLE payment_method
    ADD COLUMN unlinked_at DATETIME(6) NULL AFTER customer_deleted_at,
    ADD COLUMN allow_redisplay VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER metadata;

UPDATE payment_method SET allow_redisplay = LEFT(JSON_UNQUOTE(JSON_EXTRACT(raw_data, '$.allow_redisplay')), 64)
 WHERE JSON_TYPE(JSON_EXTRACT(raw_data, '$.allow_redisplay')) = 'STRING';
