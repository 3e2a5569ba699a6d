package io.tenderbook.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.sandbox.TestSandbox.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {
    private static final String CARD =
            "type=card&card[number]=4242424242424242&card[exp_month]=12&card[exp_year]=2040&card[cvc]=987";

    @TempDir
    Path directory;

    @Test
    void everythingIsThereAfterARestart() {
        String card;
        Response customer;
        try (TestSandbox before = TestSandbox.in(directory)) {
            String id = before.customer();
            card = before.attached("pm_card_visa", id);
            customer = before.post("/v1/customers/" + id, "invoice_settings[default_payment_method]=" + card);
        }

        try (TestSandbox after = TestSandbox.in(directory)) {
            assertEquals(
                    customer.body(), after.get("/v1/customers/" + customer.id()).body());
            assertEquals(
                    List.of(card),
                    after.get("/v1/payment_methods?customer=" + customer.id())
                            .body()
                            .get("data")
                            .findValuesAsText("id"));
            assertEquals(
                    List.of("customer.created", "payment_method.attached", "customer.updated"), after.eventTypes());
            String later = after.customer();
            assertEquals(
                    List.of(later, customer.id()),
                    after.get("/v1/customers").body().get("data").findValuesAsText("id"));
        }
    }

    @Test
    void anIdempotencyKeyIsKnownAfterARestart() {
        Response first;
        try (TestSandbox before = TestSandbox.in(directory)) {
            first = before.send(before.form("/v1/customers", "name=Ada").header("Idempotency-Key", "k"));
        }

        try (TestSandbox after = TestSandbox.in(directory)) {
            Response again = after.send(after.form("/v1/customers", "name=Ada").header("Idempotency-Key", "k"));
            assertEquals(first.body(), again.body());
        }
    }

    @Test
    void whatWasAnsweredIsOnTheDiskAlready(@TempDir Path copied) throws IOException {
        try (TestSandbox running = TestSandbox.in(directory)) {
            String customer = running.customer();

            // The file as a killed process would leave it: nothing is closed or flushed.
            for (Path file : files()) {
                Files.copy(file, copied.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }

            try (TestSandbox after = TestSandbox.in(copied)) {
                assertEquals(customer, after.get("/v1/customers/" + customer).id());
            }
        }
    }

    @Test
    void noCardNumberSecurityCodeOrAccountNumberIsKept() throws IOException {
        try (TestSandbox sandbox = TestSandbox.in(directory)) {
            String customer = sandbox.customer();
            Response made =
                    sandbox.send(sandbox.form("/v1/payment_methods", CARD).header("Idempotency-Key", "with-a-card"));
            sandbox.attached(made.id(), customer);
            sandbox.post("/v1/payment_methods", "type=sepa_debit", "sepa_debit[iban]=DE89370400440532013000");
            sandbox.attached("pm_usBankAccount", customer);
            sandbox.send(sandbox.form("/v1/payment_methods", CARD, "colour=red").header("Idempotency-Key", "refused"));

            // While it runs: closing compacts the file, which would hide what was written and thrown away.
            for (Path file : files()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertTrue(content.contains("cus_"));
                assertFalse(content.contains("4242424242424242"));
                assertFalse(content.contains("987\""));
                assertFalse(content.contains("DE89370400440532013000"));
                assertFalse(content.contains("000123456789"));
            }
        }
    }

    @Test
    void theStateBelongsToItsOwner() throws IOException {
        TestSandbox sandbox = TestSandbox.in(directory);
        sandbox.close();
        sandbox.close();

        for (Path file : files()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void aStateInUseIsExplained() {
        try (TestSandbox first = TestSandbox.in(directory)) {
            SandboxStartException refused = assertThrows(
                    SandboxStartException.class,
                    () -> Sandbox.start(new SandboxConfiguration(0, directory, Clock.systemUTC())));

            assertTrue(String.valueOf(refused.getMessage()).contains("TENDERBOOK_DATA_DIR"), refused.getMessage());
            assertEquals(200, first.get("/v1/account").status());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.toList();
            assertFalse(found.isEmpty());
            return found;
        }
    }
}
