package io.tenderbook.organisation;

import java.util.UUID;

/** Who is calling: every read and write is scoped to this organisation. */
public record Caller(UUID organisationId, UUID apiKeyId, Role role) {
    /** The attribute of an HTTP request under which its authenticated caller is found. */
    public static final String ATTRIBUTE = "tenderbook.caller";
}
