/**
 * Traces by OpenTelemetry, which are made only where a collector is configured. The other rooms know its API alone, which
 * does nothing without one. A trace says what was done and how long it took, and nothing that a caller or a customer wrote.
 */
@NullMarked
package io.tenderbook.platform.telemetry;

import org.jspecify.annotations.NullMarked;
