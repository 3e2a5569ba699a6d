package io.tenderbook.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which a test says what no HTTP client would. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private volatile String heard = "";
    private volatile boolean ended;

    private RawConnection(Socket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::listen);
    }

    static RawConnection open(URI server) {
        try {
            var socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            return new RawConnection(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Says it, if anybody still listens. */
    RawConnection say(String text) {
        if (!ended) {
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                ended = true;
            }
        }
        return this;
    }

    /** All that was answered so far. */
    String heard() {
        return heard;
    }

    /** Whether the server has closed it. */
    boolean isEnded() {
        return ended;
    }

    private void listen() {
        byte[] bytes = new byte[8192];
        try {
            int read = socket.getInputStream().read(bytes);
            while (read >= 0) {
                heard = heard.concat(new String(bytes, 0, read, StandardCharsets.US_ASCII));
                read = socket.getInputStream().read(bytes);
            }
        } catch (IOException gone) {
            // as good as closed
        }
        ended = true;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
