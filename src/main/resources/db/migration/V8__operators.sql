-- Room webhook: what operators look events up by. The payload stays out of every index and every list.
ALTER TABLE webhook_event
    ADD COLUMN tried_since DATETIME(6) NULL
        COMMENT 'when its tries began anew, by a replay or because its customer was linked; null: when it was received',
    ADD KEY webhook_event_received (organisation_id, received_at, id),
    ADD KEY webhook_event_status (organisation_id, status, received_at, id),
    ADD KEY webhook_event_type (organisation_id, type, received_at, id),
    ADD KEY webhook_event_connector (connector_id, received_at, id),
    ADD KEY webhook_event_applied (connector_id, applied_at);
