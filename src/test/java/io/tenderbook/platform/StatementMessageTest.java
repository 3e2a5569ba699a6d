package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;
import org.junit.jupiter.api.Test;

class StatementMessageTest {
    @Test
    void aStatementThatFailsIsToldWithoutTheValuesThatWereBound() {
        try (var server = TestServer.start()) {
            String message = String.valueOf(assertThrows(
                            StatementException.class,
                            () -> server.bean(Jdbi.class)
                                    .useHandle(handle ->
                                            handle.execute("UPDATE missing SET email = ?", "ada@example.com")))
                    .getMessage());
            assertTrue(message.contains("UPDATE missing SET email = ?"), message);
            assertFalse(message.contains("ada@example.com"), message);
        }
    }
}
