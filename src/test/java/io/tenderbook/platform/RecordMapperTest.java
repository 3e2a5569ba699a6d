package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.TestServer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class RecordMapperTest {
    @Test
    void columnsThatMoveWhileTheProgramRunsAreStillTakenByTheirNames() {
        var mapper = RecordMapper.of(Pair.class);
        try (var server = TestServer.start()) {
            server.bean(Jdbi.class).useHandle(handle -> {
                for (String columns : new String[] {
                    "'a' AS left_half, 'b' AS right_half", "'x' AS added, 'b' AS right_half, 'a' AS left_half"
                }) {
                    assertEquals(
                            new Pair("a", "b"),
                            handle.createQuery("SELECT " + columns).map(mapper).one());
                }
            });
        }
    }

    /** Public because the database mapper makes it. */
    public record Pair(String leftHalf, String rightHalf) {}
}
