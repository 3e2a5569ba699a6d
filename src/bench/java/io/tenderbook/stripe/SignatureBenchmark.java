package io.tenderbook.stripe;

import io.tenderbook.bench.Templates;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The check of a delivery's signature. */
@State(Scope.Benchmark)
public class SignatureBenchmark {
    private static final String SECRET = "whsec_benchmark";

    private final Instant now = Instant.now();
    private final byte[] payload =
            Templates.event("evt_benchmark", now.getEpochSecond(), 1).getBytes(StandardCharsets.UTF_8);
    private final String header = header(now.getEpochSecond(), payload);

    @Benchmark
    public boolean signatureCheck() {
        return StripeSignature.verifies(header, payload, List.of(SECRET), now);
    }

    private static String header(long time, byte[] payload) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(payload));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
