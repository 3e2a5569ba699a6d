package io.tenderbook.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * @param port the loopback port to listen on; 0 takes any free one
 * @param directory where the state is kept, made when absent; null keeps it in memory alone
 * @param clock gives every {@code created} (in whole seconds) and the times of deliveries
 */
public record SandboxConfiguration(int port, @Nullable Path directory, Clock clock) {}
