package io.tenderbook.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often the records of a connector were found not to be what the provider said.
 *
 * @param found all that were found, healed ones included
 * @param healed those whose records say what the provider says since
 * @param lastFoundAt null if none was found
 */
public record DriftCounts(long found, long healed, @Nullable Instant lastFoundAt) {}
