package io.tenderbook.provider;

import java.time.Instant;
import java.util.Set;

/**
 * Which of the events that a provider keeps.
 *
 * @param from the first second of the provider's clock, included
 * @param until the second before which they were made
 * @param types the types of interest; a provider may answer with others as well
 */
public record EventRange(Instant from, Instant until, Set<String> types) {}
