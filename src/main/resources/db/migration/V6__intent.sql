-- Room paymentmethod: what we set out to do at a provider, recorded before it is asked, so that a crash is noticed and settled.

CREATE TABLE intent (
    id                         BINARY(16)    NOT NULL,
    organisation_id            BINARY(16)    NOT NULL,
    connector_id               BINARY(16)    NOT NULL,
    operation_id               BINARY(16)    NOT NULL COMMENT 'the mutation that it is a step of',
    after_id                   BINARY(16)    NULL COMMENT 'the step that has to be done before it',
    kind                       VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    customer_id                BINARY(16)    NULL,
    customer_external_id       VARCHAR(5000) CHARACTER SET ascii COLLATE ascii_bin NULL,
    payment_method_external_id VARCHAR(5000) CHARACTER SET ascii COLLATE ascii_bin NULL,
    customer_digest            BINARY(32)    GENERATED ALWAYS AS (UNHEX(SHA2(customer_external_id, 256))) STORED,
    payment_method_digest      BINARY(32)    GENERATED ALWAYS AS (UNHEX(SHA2(payment_method_external_id, 256))) STORED,
    parameters                 JSON          NOT NULL COMMENT 'what else the call needs',
    cause_id                   VARCHAR(255)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    provider_key               VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL
        COMMENT 'the idempotency key that every try carries',
    key_made_at                DATETIME(6)   NOT NULL,
    key_spent                  BOOLEAN       NOT NULL COMMENT 'the provider failed over this key, and may repeat that',
    perhaps_sent               BOOLEAN       NOT NULL COMMENT 'an earlier try may have had its effect',
    status                     VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason                     VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    attempts                   INT           NOT NULL COMMENT 'of the janitor',
    asked_at                   DATETIME(6)   NOT NULL,
    due_at                     DATETIME(6)   NOT NULL COMMENT 'when the janitor may look at it',
    lease_until                DATETIME(6)   NULL COMMENT 'somebody is at it; null when nobody is',
    ended_at                   DATETIME(6)   NULL,
    PRIMARY KEY (id),
    UNIQUE KEY intent_step (operation_id, kind),
    KEY intent_due (status, due_at),
    KEY intent_after (after_id),
    KEY intent_payment_method (connector_id, payment_method_digest, status),
    KEY intent_customer (connector_id, customer_digest, kind, asked_at),
    KEY intent_ended (ended_at),
    CONSTRAINT intent_connector FOREIGN KEY (connector_id) REFERENCES connector (id)
);

-- What callers' idempotency keys were used for. Neither a key nor an input stands here, only what tells them apart.
CREATE TABLE idempotency_key (
    organisation_id BINARY(16)   NOT NULL,
    key_hash        CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    operation_id    BINARY(16)   NOT NULL COMMENT 'the steps of this mutation are the intents with this id',
    input_hash      CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the mutation and its input',
    status          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempt         INT          NOT NULL COMMENT 'grows each time somebody sets about it',
    answer          MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    created_at      DATETIME(6)  NOT NULL,
    lease_until     DATETIME(6)  NOT NULL COMMENT 'while it is being worked on; another may take over afterwards',
    PRIMARY KEY (organisation_id, key_hash),
    KEY idempotency_key_created (created_at)
);
