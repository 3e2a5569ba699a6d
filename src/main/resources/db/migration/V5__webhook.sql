-- Room webhook: every event a provider delivered, as it came, and what became of it.

CREATE TABLE webhook_event (
    id                   BINARY(16)    NOT NULL,
    organisation_id      BINARY(16)    NOT NULL,
    connector_id         BINARY(16)    NOT NULL,
    event_id             VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    type                 VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    customer_external_id VARCHAR(5000) CHARACTER SET ascii COLLATE ascii_bin NULL
        COMMENT 'the customer for whose mapping an UNMAPPED event waits',
    status               VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts             INT           NOT NULL,
    error                VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    received_at          DATETIME(6)   NOT NULL,
    applied_at           DATETIME(6)   NULL,
    next_attempt_at      DATETIME(6)   NULL,
    payload              LONGBLOB      NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY webhook_event_id (connector_id, event_id),
    KEY webhook_event_due (status, next_attempt_at),
    KEY webhook_event_unmapped (connector_id, status, customer_external_id(64)),
    CONSTRAINT webhook_event_connector FOREIGN KEY (connector_id) REFERENCES connector (id)
);
