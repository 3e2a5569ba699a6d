-- Room webhook: the few events that no delivery brought are found among millions that one did.
ALTER TABLE webhook_event ADD KEY webhook_event_recovered (organisation_id, recovered, received_at, id);
