package io.tenderbook.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts and times mutations by what came of them. */
@Singleton
final class MutationMeters {
    private static final String DONE = "done";
    private static final String FAILED = "failed";

    private final MeterRegistry registry;

    MutationMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The fetcher of a mutation, measured; any other as it is. */
    DataFetcher<?> around(FieldCoordinates field, DataFetcher<?> fetcher) {
        return field.getTypeName().equals("Mutation") ? measured(field.getFieldName(), fetcher) : fetcher;
    }

    private DataFetcher<?> measured(String mutation, DataFetcher<?> fetcher) {
        return environment -> {
            var sample = Timer.start(registry);
            String outcome = FAILED;
            try {
                Object payload = fetcher.get(environment);
                outcome = outcome(payload);
                return payload;
            } finally {
                sample.stop(Timer.builder("tenderbook.mutations")
                        .description(
                                "Mutations by what came of them: done, the code of the first user error, or failed")
                        .tag("mutation", mutation)
                        .tag("outcome", outcome)
                        .publishPercentileHistogram()
                        .register(registry));
            }
        };
    }

    private static String outcome(@Nullable Object payload) {
        return payload instanceof MutationPayload answer && !answer.userErrors().isEmpty()
                ? answer.userErrors().getFirst().code().name().toLowerCase(Locale.ROOT)
                : DONE;
    }
}
