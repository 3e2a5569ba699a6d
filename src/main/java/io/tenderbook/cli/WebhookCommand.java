package io.tenderbook.cli;

import io.tenderbook.platform.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Delivers events by hand. */
@Command(
        name = "webhook",
        header = "Sign an event and send it, as Stripe would.",
        synopsisHeading = "%nUsage: ",
        synopsisSubcommandLabel = "(sign)",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExample:%n",
        footer = "  echo whsec_... | java -jar tenderbook.jar webhook sign event.json",
        mixinStandardHelpOptions = true)
public final class WebhookCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Command(
            name = "sign",
            header = "Sign an event file and send it; the exit code is 0 if it was taken in.",
            mixinStandardHelpOptions = true)
    int sign(
            @Parameters(paramLabel = "FILE", description = "An event of Stripe's, as JSON; sent byte for byte.")
                    Path file,
            @Option(
                            names = "--secret-file",
                            paramLabel = "FILE",
                            defaultValue = "-",
                            converter = SecretFile.class,
                            description = "Holds the endpoint's signing secret; without it, a line of standard input is"
                                    + " read.")
                    String secret,
            @Option(
                            names = "--url",
                            paramLabel = "ADDRESS",
                            defaultValue = "http://localhost:8080/webhooks/stripe",
                            description = "Where to; ${DEFAULT-VALUE} by default.")
                    URI url,
            @Mixin Output output)
            throws InterruptedException {
        String signature;
        byte[] event;
        try {
            event = Files.readAllBytes(file);
            signature = signature(event, secret, Instant.now());
        } catch (IOException unreadable) {
            throw new StartRefused("The file " + file + " cannot be read.", unreadable);
        }
        var request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Stripe-Signature", signature)
                .POST(BodyPublishers.ofByteArray(event))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("signature", signature);
            shown.put("status", answer.statusCode());
            shown.put("answer", answer.body());
            output.object(shown);
            return answer.statusCode() == 200 ? 0 : 1;
        } catch (IOException unreachable) {
            throw new StartRefused("Nobody answers at " + url + ": start the server, or correct --url.", unreachable);
        }
    }

    /** By https://docs.stripe.com/webhooks/signature: HMAC-SHA-256 over the second and the bytes, scheme v1. */
    private static String signature(byte[] event, String secret, Instant now) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((now.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + now.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(event));
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            throw new StartRefused("The signing secret is empty: give it by --secret-file or standard input.", unfit);
        }
    }
}
