package io.tenderbook.bench;

import io.tenderbook.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** The documents of the benchmark, and Stripe's objects as they are numbered in it. */
public final class Templates {
    private static final String METHOD_PREFIX = "pm_1Bench";
    private static final int METHODS_OF_TWO_CUSTOMERS = 5;

    /** A payment method as the event shows it, with {@code @name@} in the place of what varies. */
    private static final String PAYMENT_METHOD = paymentMethod();

    private Templates() {}

    /** A document on the class path. */
    public static String resource(String name) {
        try (var stream = Templates.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The event with these in the places of what varies. */
    public static String event(String eventId, long created, long number) {
        return resource("event.json")
                .replace("@event@", eventId)
                .replace("@time@", Long.toString(created))
                .replace("@object@", methodId(number))
                .replace("@customer@", customerId(ownerNumber(number)))
                .replace("@last4@", last4(number))
                .replace("@year@", "2031")
                .replace("@year_before@", "2030");
    }

    static String paymentMethod(String id, String customer) {
        return PAYMENT_METHOD
                .replace("@object@", id)
                .replace("@customer@", customer)
                .replace("@last4@", last4(Math.floorMod(id.hashCode(), 10_000)))
                .replace("\"@year@\"", "2031");
    }

    /** Stripe's customer of a payment method that was generated. */
    static String owner(String methodId) {
        return methodId.startsWith(METHOD_PREFIX)
                ? customerId(ownerNumber(Long.parseLong(methodId.substring(METHOD_PREFIX.length()))))
                : customerId(1);
    }

    /** Five payment methods belong to two customers: three to the first, two to the second. */
    private static long ownerNumber(long method) {
        long place = (method - 1) % METHODS_OF_TWO_CUSTOMERS;
        return (method - 1) / METHODS_OF_TWO_CUSTOMERS * 2 + (place < 3 ? 1 : 2);
    }

    private static String methodId(long number) {
        return METHOD_PREFIX + String.format(Locale.ROOT, "%018d", number);
    }

    private static String customerId(long number) {
        return "cus_Bench" + String.format(Locale.ROOT, "%010d", number);
    }

    private static String last4(long number) {
        return String.format(Locale.ROOT, "%04d", number % 10_000);
    }

    private static String paymentMethod() {
        var event = Json.parse(resource("event.json")
                .replace("@time@", "0")
                .replace("@year@", "\"@year@\"")
                .replace("@year_before@", "0"));
        return event.path("data").path("object").toString();
    }
}
