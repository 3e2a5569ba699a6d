-- Room customer: who pays, and who that is at every connector.

CREATE TABLE customer (
    id              BINARY(16)   NOT NULL,
    organisation_id BINARY(16)   NOT NULL,
    name            VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci NULL,
    email           VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci NULL,
    metadata        JSON         NOT NULL,
    imported        BOOLEAN      NOT NULL COMMENT 'made by an event, and changed by no caller since',
    created_at      DATETIME(6)  NOT NULL,
    updated_at      DATETIME(6)  NOT NULL,
    deleted_at      DATETIME(6)  NULL,
    PRIMARY KEY (id),
    KEY customer_created (organisation_id, created_at, id),
    KEY customer_updated (organisation_id, updated_at, id),
    KEY customer_name (organisation_id, name, id),
    KEY customer_email (organisation_id, email, id),
    CONSTRAINT customer_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);

-- The provider's ids may be 5,000 characters long, more than an index holds: a digest keeps them unique.
CREATE TABLE connector_mapping (
    id              BINARY(16)    NOT NULL,
    organisation_id BINARY(16)    NOT NULL,
    connector_id    BINARY(16)    NOT NULL,
    customer_id     BINARY(16)    NOT NULL,
    external_id     VARCHAR(5000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at      DATETIME(6)   NOT NULL,
    ended_at        DATETIME(6)   NULL,
    ended_because   VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    active_external BINARY(32)    GENERATED ALWAYS AS
        (CASE WHEN ended_at IS NULL THEN UNHEX(SHA2(external_id, 256)) END) STORED,
    active_customer BINARY(16)    GENERATED ALWAYS AS
        (CASE WHEN ended_at IS NULL THEN customer_id END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY connector_mapping_external (connector_id, active_external),
    UNIQUE KEY connector_mapping_customer (connector_id, active_customer),
    KEY connector_mapping_lookup (connector_id, external_id(64)),
    KEY connector_mapping_of (customer_id, created_at),
    CONSTRAINT connector_mapping_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT connector_mapping_connector FOREIGN KEY (connector_id) REFERENCES connector (id)
);
