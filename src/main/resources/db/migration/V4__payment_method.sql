-- Room paymentmethod: the records, the defaults, the history, and what we know about every object at a provider.

CREATE TABLE payment_method (
    id                 BINARY(16)    NOT NULL,
    organisation_id    BINARY(16)    NOT NULL,
    connector_id       BINARY(16)    NOT NULL,
    customer_id        BINARY(16)    NULL,
    stripe_id          VARCHAR(5000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    stripe_id_digest   BINARY(32)    GENERATED ALWAYS AS (UNHEX(SHA2(stripe_id, 256))) STORED,
    owner_external_id  VARCHAR(5000) CHARACTER SET ascii COLLATE ascii_bin NULL
        COMMENT 'whose it is, or was, at the provider',
    type               VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    provider_type      VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    enabled            BOOLEAN       NOT NULL COMMENT 'false when a caller switched it off',
    detached_at        DATETIME(6)   NULL,
    customer_deleted_at DATETIME(6)  NULL,
    mandate_inactive   BOOLEAN       NOT NULL DEFAULT FALSE,
    missing            BOOLEAN       NOT NULL COMMENT 'the provider does not know it',
    brand              VARCHAR(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    last4              VARCHAR(16)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    exp_month          SMALLINT      NULL,
    exp_year           SMALLINT      NULL,
    expires_at         DATETIME(6)   NULL COMMENT 'the first moment after the last month, UTC',
    country            VARCHAR(2)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    fingerprint        VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    funding            VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    wallet             JSON          NULL,
    details            JSON          NULL,
    billing_details    JSON          NULL,
    metadata           JSON          NOT NULL,
    livemode           BOOLEAN       NOT NULL,
    source             VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    raw_data           JSON          NULL,
    observed_at        DATETIME(6)   NULL,
    created_at         DATETIME(6)   NOT NULL,
    updated_at         DATETIME(6)   NOT NULL,
    synced_at          DATETIME(6)   NULL,
    PRIMARY KEY (id),
    UNIQUE KEY payment_method_stripe_id (connector_id, stripe_id_digest),
    KEY payment_method_lookup (connector_id, stripe_id(64)),
    KEY payment_method_owner (connector_id, owner_external_id(64)),
    KEY payment_method_customer (customer_id, created_at, id),
    KEY payment_method_created (organisation_id, created_at, id),
    KEY payment_method_updated (organisation_id, updated_at, id),
    KEY payment_method_expires (organisation_id, expires_at, id),
    KEY payment_method_fingerprint (connector_id, fingerprint, id),
    CONSTRAINT payment_method_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT payment_method_connector FOREIGN KEY (connector_id) REFERENCES connector (id)
);

-- The primary key is what allows one default at most.
CREATE TABLE default_payment_method (
    connector_id      BINARY(16)  NOT NULL,
    customer_id       BINARY(16)  NOT NULL,
    organisation_id   BINARY(16)  NOT NULL,
    payment_method_id BINARY(16)  NOT NULL,
    set_at            DATETIME(6) NOT NULL,
    PRIMARY KEY (connector_id, customer_id),
    KEY default_payment_method_customer (customer_id, set_at),
    KEY default_payment_method_method (payment_method_id),
    CONSTRAINT default_payment_method_method FOREIGN KEY (payment_method_id) REFERENCES payment_method (id)
);

CREATE TABLE payment_method_change (
    id                BINARY(16)   NOT NULL,
    organisation_id   BINARY(16)   NOT NULL,
    position          BIGINT       NOT NULL COMMENT 'grows in the order in which changes become visible',
    payment_method_id BINARY(16)   NOT NULL,
    customer_id       BINARY(16)   NULL,
    kind              VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state_before      JSON         NULL,
    state_after       JSON         NULL,
    cause             VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cause_id          VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    reason            VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    changed_at        DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY payment_method_change_position (organisation_id, position),
    KEY payment_method_change_method (payment_method_id, position),
    KEY payment_method_change_customer (customer_id, position),
    CONSTRAINT payment_method_change_method FOREIGN KEY (payment_method_id) REFERENCES payment_method (id)
);

-- Hands out positions; its row is locked until the change commits, so no lower position ever appears after a higher one.
CREATE TABLE payment_method_change_counter (
    organisation_id BINARY(16) NOT NULL,
    last_position   BIGINT     NOT NULL,
    PRIMARY KEY (organisation_id)
);

-- One row for every object at a provider of which anything was heard, before its first record and after its last.
CREATE TABLE provider_object (
    connector_id       BINARY(16)    NOT NULL,
    kind               VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    external_id_digest BINARY(32)    NOT NULL,
    external_id        VARCHAR(5000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    observed_at        DATETIME(6)   NULL COMMENT 'the second of the provider''s clock that we surely know it as of',
    version            BIGINT        NOT NULL COMMENT 'grows with every write',
    tombstone          BOOLEAN       NOT NULL COMMENT 'detached or deleted: nothing brings it back',
    missing            BOOLEAN       NOT NULL COMMENT 'a read was answered that there is no such object',
    owner_shown        BOOLEAN       NOT NULL COMMENT 'the provider has shown an owner',
    ownerless_since    DATETIME(6)   NULL COMMENT 'when a read first showed no owner any more, by our clock',
    echo_key           VARCHAR(255)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL
        COMMENT 'idempotency key of our own call, if its answer was the last word applied',
    PRIMARY KEY (connector_id, kind, external_id_digest)
);
