package io.tenderbook;

import io.micronaut.context.env.Environment;
import io.tenderbook.platform.StartRefused;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at the HTTP port before anything is started, so that the answer to a taken one is quick and plain. */
final class HttpPort {
    private static final String DEFAULT = "8080";
    private static final int HIGHEST = 65_535;

    private HttpPort() {}

    /** @throws StartRefused if nothing can be bound there */
    static void requireFree(Environment environment) {
        String setting =
                environment.getProperty("micronaut.server.port", String.class).orElse(DEFAULT);
        int port = parse(setting);
        if (port <= 0) {
            return; // any free one
        }
        var host = environment.getProperty("micronaut.server.host", String.class);
        var address = host.map(name -> new InetSocketAddress(name, port)).orElseGet(() -> new InetSocketAddress(port));
        try (var socket = new ServerSocket()) {
            socket.bind(address);
        } catch (BindException taken) {
            throw new StartRefused(
                    String.valueOf(taken.getMessage()).contains("denied")
                            ? "Port " + port
                                    + " is not allowed to this user: set MICRONAUT_SERVER_PORT to one above 1023."
                            : "Port " + port + " is taken by another program: stop that one, or set"
                                    + " MICRONAUT_SERVER_PORT to a free port.",
                    taken);
        } catch (IOException unusable) {
            throw new StartRefused(
                    "The address " + address + " cannot be listened on: correct MICRONAUT_SERVER_HOST.", unusable);
        }
    }

    private static int parse(String setting) {
        try {
            int port = Integer.parseInt(setting.strip());
            if (port >= -1 && port <= HIGHEST) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, like a number out of range
        }
        throw new StartRefused(
                "\"" + setting + "\" is no port: set MICRONAUT_SERVER_PORT to a number from 1 to 65535.");
    }
}
