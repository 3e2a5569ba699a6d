package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NodePackagesTest {
    @Test
    void commandsOfTheInstalledPackagesRun() {
        assertEquals(
                "21.0.1", NodePackages.command("relay-compiler", "--version").strip());
    }
}
