package io.tenderbook;

import java.nio.file.Path;

/** Where the tests of one JVM keep files that they leave behind; several JVMs run side by side. */
final class TestDirectory {
    private TestDirectory() {}

    static Path of(String name) {
        return Path.of(System.getProperty("tenderbook.test.directory", "target"))
                .resolve(name)
                .toAbsolutePath();
    }
}
