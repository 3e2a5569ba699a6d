package io.tenderbook.organisation;

import java.util.UUID;

/** Who is calling: every read and write is scoped to this organisation. */
public record Caller(UUID organisationId, UUID apiKeyId, Role role) {}
