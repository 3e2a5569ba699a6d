package io.tenderbook.organisation;

import java.time.Instant;
import java.util.UUID;

/** A tenant. Its slug is unique, and is what people type where its id is asked for. */
public record Organisation(UUID id, String slug, String name, Instant createdAt) {}
