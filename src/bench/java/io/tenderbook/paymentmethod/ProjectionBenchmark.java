package io.tenderbook.paymentmethod;

import io.tenderbook.bench.Templates;
import io.tenderbook.paymentmethod.Snapshot.Standing;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import io.tenderbook.stripe.PaymentMethodJson;
import io.tenderbook.stripe.StripeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What an event costs apart from the database: it is parsed, becomes a record, and the record's state for the history. */
@State(Scope.Benchmark)
public class ProjectionBenchmark {
    private final Instant now = Instant.now();
    private final byte[] payload =
            Templates.event("evt_benchmark", now.getEpochSecond(), 1).getBytes(StandardCharsets.UTF_8);
    private final Connector connector = new Connector(
            UUID.randomUUID(), UUID.randomUUID(), "stripe", "stripe", null, false, true, false, true, now, now);
    private final Standing standing = new Standing(
            UUID.randomUUID(), "cus_benchmark", false, false, null, false, false, now, PaymentMethodSource.WEBHOOK);

    @Benchmark
    public String projection() {
        var event = StripeEvent.parse(payload);
        var record = Snapshot.record(connector, PaymentMethodJson.read(event.object()), null, standing, now);
        return Json.write(Changes.state(record));
    }
}
