package io.tenderbook.sandbox;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * @param address where to listen
 * @param port the port to listen on; 0 takes any free one
 * @param receivers the hosts besides this machine that deliveries may go to
 * @param directory where the state is kept, made when absent; null keeps it in memory alone
 * @param clock gives every {@code created} (in whole seconds) and the times of deliveries
 */
public record SandboxConfiguration(
        InetAddress address,
        int port,
        Set<String> receivers,
        @Nullable Path directory,
        Clock clock) {
    public SandboxConfiguration {
        receivers = Set.copyOf(receivers);
    }

    /** One that this machine alone reaches, and that delivers to this machine alone. */
    public SandboxConfiguration(int port, @Nullable Path directory, Clock clock) {
        this(Sandbox.loopback(), port, Set.of(), directory, clock);
    }
}
