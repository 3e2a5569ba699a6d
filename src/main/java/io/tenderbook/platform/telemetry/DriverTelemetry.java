package io.tenderbook.platform.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;

/**
 * MySQL's driver makes spans of its own as soon as it finds OpenTelemetry, with what is set for the whole process; ours come
 * from the pool, and only where they are wanted.
 */
public final class DriverTelemetry {
    private DriverTelemetry() {}

    /** Once, before the first connection: the driver would look for an SDK, and say on standard error that none is set. */
    public static void silence() {
        GlobalOpenTelemetry.set(OpenTelemetry.noop());
    }
}
