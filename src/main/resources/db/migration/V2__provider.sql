-- Room provider: the accounts at payment providers, and their secrets, which exist only sealed.

CREATE TABLE connector (
    id               BINARY(16)   NOT NULL,
    organisation_id  BINARY(16)   NOT NULL,
    name             VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci NOT NULL,
    provider         VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account          VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    livemode         BOOLEAN      NOT NULL,
    active           BOOLEAN      NOT NULL,
    sandbox          BOOLEAN      NOT NULL COMMENT 'lives at the sandbox, whatever port that listens on today',
    import_customers BOOLEAN      NOT NULL COMMENT 'events of customers without a mapping make them ours',
    created_at       DATETIME(6)  NOT NULL,
    updated_at       DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY connector_name (organisation_id, name),
    CONSTRAINT connector_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);

CREATE TABLE connector_secret (
    id           BINARY(16)     NOT NULL,
    connector_id BINARY(16)     NOT NULL,
    kind         VARCHAR(16)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'API_KEY or WEBHOOK',
    sealed       VARBINARY(512) NOT NULL,
    created_at   DATETIME(6)    NOT NULL,
    PRIMARY KEY (id),
    KEY connector_secret_connector (connector_id, kind, id),
    CONSTRAINT connector_secret_connector FOREIGN KEY (connector_id) REFERENCES connector (id) ON DELETE CASCADE
);
