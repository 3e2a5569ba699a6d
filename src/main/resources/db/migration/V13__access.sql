-- Room organisation: keys that end by themselves, give way to others, and show when they were last used.
ALTER TABLE api_key
    ADD COLUMN expires_at   DATETIME(6) NULL COMMENT 'when it ends by itself; null: it lasts until it is revoked',
    ADD COLUMN rotated_to   BINARY(16)  NULL COMMENT 'the key that takes its place',
    ADD COLUMN last_used_at DATETIME(6) NULL COMMENT 'to about a minute';

-- Who asked may be a subject of an OpenID Connect issuer: the longest of those, the longest issuer, and the mutation.
ALTER TABLE payment_method_change
    MODIFY cause_id VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL;
ALTER TABLE intent
    MODIFY cause_id VARCHAR(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL;
