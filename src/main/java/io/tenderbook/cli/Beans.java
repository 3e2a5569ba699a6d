package io.tenderbook.cli;

/** The program without its server and its background work, as a command uses it; closed when the command is done. */
public interface Beans extends AutoCloseable {
    <T> T get(Class<T> type);

    @Override
    void close();
}
