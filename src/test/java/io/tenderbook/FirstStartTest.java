package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micronaut.context.ApplicationContext;
import io.tenderbook.FirstStart.Result;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Credentials;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.provider.Connectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FirstStartTest {
    @Test
    void instancesThatStartAtTheSameTimeMakeEverythingOnce() {
        Map<String, Object> settings = new HashMap<>(TestDatabase.fresh());
        settings.put("tenderbook.encryption-key", "A".repeat(43) + "=");
        settings.put("tenderbook.jobs.enabled", false);
        settings.put("stripe.secret-key", "sk_test_of_a_real_account");
        settings.put("stripe.webhook-secret", "whsec_of_a_real_account");
        try (var one = ApplicationContext.run(settings);
                var other = ApplicationContext.run(settings);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Made before, so that nothing keeps the starts from meeting.
            one.getBean(FirstStart.class);
            other.getBean(FirstStart.class);
            var results = Stream.of(one, other, one, other, one, other, one, other)
                    .map(instance -> CompletableFuture.supplyAsync(
                            () -> instance.getBean(FirstStart.class).run("acme", true), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            var organisations = one.getBean(Organisations.class).all();
            assertEquals(1, organisations.size());
            assertEquals(
                    1,
                    one.getBean(Connectors.class)
                            .of(organisations.getFirst().id())
                            .size());
            List<String> keys = results.stream()
                    .map(Result::newKey)
                    .filter(Objects::nonNull)
                    .toList();
            assertEquals(1, keys.size(), "keys that somebody was shown");
            assertEquals(
                    organisations.getFirst().id(),
                    other.getBean(ApiKeys.class)
                            .authenticate(new Credentials(keys.getFirst(), null))
                            .orElseThrow()
                            .organisationId());
        }
    }
}
