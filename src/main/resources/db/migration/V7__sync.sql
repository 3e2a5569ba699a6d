-- Room sync: how far the repairs have come at each connector, and what they found.

CREATE TABLE backfill (
    connector_id BINARY(16)    NOT NULL,
    started_at   DATETIME(6)   NOT NULL,
    finished_at  DATETIME(6)   NULL,
    walked_to    VARCHAR(5000) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the provider''s id of the last customer that is done',
    customers    INT           NOT NULL,
    methods      INT           NOT NULL,
    created      INT           NOT NULL,
    changed      INT           NOT NULL,
    unchanged    INT           NOT NULL,
    unsettled    INT           NOT NULL,
    skipped      INT           NOT NULL,
    PRIMARY KEY (connector_id),
    CONSTRAINT backfill_connector FOREIGN KEY (connector_id) REFERENCES connector (id)
);

CREATE TABLE event_recovery (
    connector_id BINARY(16)  NOT NULL,
    read_to      DATETIME(6) NOT NULL COMMENT 'by the provider''s clock: every event created before was taken in',
    PRIMARY KEY (connector_id),
    CONSTRAINT event_recovery_connector FOREIGN KEY (connector_id) REFERENCES connector (id)
);

-- A round is one walk over all mappings of a connector in the order of their ids.
CREATE TABLE reconciliation (
    connector_id    BINARY(16)  NOT NULL,
    round_began_at  DATETIME(6) NOT NULL,
    round_ended_at  DATETIME(6) NULL,
    round_size      INT         NOT NULL COMMENT 'how many mappings there were when it began',
    walked          INT         NOT NULL COMMENT 'how many of them are done',
    walked_to       BINARY(16)  NULL COMMENT 'the last mapping that is done',
    discovered_to   DATETIME(6) NOT NULL COMMENT 'every customer that the provider made before is known',
    PRIMARY KEY (connector_id),
    CONSTRAINT reconciliation_connector FOREIGN KEY (connector_id) REFERENCES connector (id)
);

CREATE TABLE drift (
    id              BINARY(16)    NOT NULL,
    organisation_id BINARY(16)    NOT NULL,
    connector_id    BINARY(16)    NOT NULL,
    kind            VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_id       VARCHAR(5000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the provider''s id',
    difference      VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'fields by name, never their values',
    likely_cause    VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    found_at        DATETIME(6)   NOT NULL,
    healed_at       DATETIME(6)   NULL,
    PRIMARY KEY (id),
    KEY drift_found (connector_id, found_at),
    KEY drift_object (connector_id, object_id(64)),
    CONSTRAINT drift_connector FOREIGN KEY (connector_id) REFERENCES connector (id)
);

ALTER TABLE webhook_event
    ADD COLUMN object_id VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the provider''s id of the object that the event shows',
    ADD COLUMN recovered BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'fetched by us because no delivery of it had come',
    ADD KEY webhook_event_object (connector_id, object_id);

ALTER TABLE connector_mapping ADD KEY connector_mapping_walk (connector_id, id);

ALTER TABLE provider_object ADD KEY provider_object_ownerless (connector_id, ownerless_since);
