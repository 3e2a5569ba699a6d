package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks for trouble: faults of the caller's account, and its clock. Not part of Stripe's API. */
final class FaultRoutes {
    /** How the paths of these and of all helpers begin. */
    static final String HELPERS = "/v1/test_helpers/";

    private static final String FAULTS = HELPERS + "faults";
    private static final String CLOCK = HELPERS + "clock";

    private final Mishaps mishaps;
    private final AccountClocks clocks;

    FaultRoutes(Mishaps mishaps, AccountClocks clocks) {
        this.mishaps = mishaps;
        this.clocks = clocks;
    }

    void addTo(Router router) {
        router.on("POST", FAULTS, this::begin);
        router.on("DELETE", FAULTS, this::end);
        router.on("POST", CLOCK, this::stand);
        router.on("DELETE", CLOCK, this::run);
    }

    /** Replaces the faults so far. */
    private Answer begin(Call call) {
        call.parameters().allowOnly("seed", "odds", "method", "slow_ms", "late_ms");
        Faults faults = faults(call.parameters());
        mishaps.begin(call.work().account(), faults);
        ObjectNode told = Shape.of("{\"object\": \"test_helpers.faults\", \"seed\": null, \"odds\": {}}");
        told.put("seed", faults.seed());
        faults.odds()
                .forEach((fault, percent) -> told.withObjectProperty("odds").put(fault.word(), percent));
        told.put("method", faults.method());
        told.put("slow_ms", faults.slowest().toMillis());
        told.put("late_ms", faults.latest().toMillis());
        return Answer.ok(told);
    }

    private static Faults faults(FormParameters parameters) {
        try {
            Faults faults = Faults.seeded(orElse(parameters.integer("seed"), 0));
            for (String word : parameters.names("odds")) {
                faults = faults.odds(fault(word), percent(parameters, word));
            }
            String method = parameters.text("method");
            return (method == null || method.isEmpty() ? faults : faults.only(method))
                    .slowest(Duration.ofMillis(orElse(
                            parameters.integer("slow_ms"), faults.slowest().toMillis())))
                    .latest(Duration.ofMillis(orElse(
                            parameters.integer("late_ms"), faults.latest().toMillis())));
        } catch (IllegalArgumentException outOfBounds) {
            throw StripeError.invalid(String.valueOf(outOfBounds.getMessage()));
        }
    }

    private static Fault fault(String word) {
        for (Fault fault : Fault.values()) {
            if (fault.word().equals(word)) {
                return fault;
            }
        }
        throw StripeError.parameterUnknown("odds[" + word + "]");
    }

    private static int percent(FormParameters parameters, String word) {
        // Clamped, so that a number too large for an int is refused with the rest.
        return Math.clamp(orElse(parameters.integer("odds", word), 0), -1, 101);
    }

    private static long orElse(@Nullable Long sent, long otherwise) {
        return sent == null ? otherwise : sent;
    }

    private Answer end(Call call) {
        call.parameters().allowOnly();
        mishaps.end(call.work().account());
        return Answer.ok(Shape.of("{\"object\": \"test_helpers.faults\", \"deleted\": true}"));
    }

    private Answer stand(Call call) {
        call.parameters().allowOnly("frozen_time");
        Long second = call.parameters().integer("frozen_time");
        if (second == null || second < 0 || second > Integer.MAX_VALUE) {
            throw StripeError.invalid("frozen_time takes seconds since 1970.").param("frozen_time");
        }
        clocks.stand(call.work().account(), Instant.ofEpochSecond(second));
        return clock(call);
    }

    private Answer run(Call call) {
        call.parameters().allowOnly();
        clocks.run(call.work().account());
        return clock(call);
    }

    private static Answer clock(Call call) {
        ObjectNode told = Shape.of("{\"object\": \"test_helpers.clock\", \"now\": null}");
        return Answer.ok(told.put("now", call.work().now()));
    }
}
