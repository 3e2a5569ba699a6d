package io.tenderbook.paymentmethod;

import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderPaymentMethod;
import io.tenderbook.provider.ProviderPaymentMethod.Card;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a provider's description becomes our record. A value that does not fit its column is cut or left out, since an odd
 * value must never keep an event from being applied; the provider's object is kept whole beside it.
 */
final class Snapshot {
    private static final int MONTHS = 12;

    private Snapshot() {}

    /**
     * The record after the provider has spoken.
     *
     * @param before the record so far; null for the first sight
     * @param standing what the projection has decided
     */
    static PaymentMethod record(
            Connector connector,
            ProviderPaymentMethod seen,
            @Nullable PaymentMethod before,
            Standing standing,
            Instant now) {
        Card card = seen.card();
        Integer month = card == null ? null : card.expMonth();
        Integer year = card == null ? null : card.expYear();
        return new PaymentMethod(
                before == null ? Ids.next() : before.id(),
                connector.organisationId(),
                connector.id(),
                standing.customerId(),
                seen.id(),
                standing.ownerExternalId(),
                PaymentMethodType.of(seen.type()),
                ascii(seen.type(), 64),
                before == null || before.enabled(),
                standing.detached() ? earlier(before == null ? null : before.detachedAt(), now) : null,
                standing.customerDeleted() ? earlier(before == null ? null : before.customerDeletedAt(), now) : null,
                standing.unlinkedAt(),
                standing.mandateInactive(),
                standing.missing(),
                card == null ? null : lower(card.brand(), 64),
                cut(seen.last4(), 16),
                month,
                year,
                expiry(month, year),
                country(seen.country()),
                seen.fingerprint() == null ? null : ascii(seen.fingerprint(), 255),
                card == null ? null : funding(card.funding()),
                card == null || card.wallet() == null ? null : card.wallet().toString(),
                Json.write(seen.details()),
                seen.billingDetails() == null ? null : Json.write(seen.billingDetails()),
                seen.metadata().toString(),
                seen.allowRedisplay() == null ? null : ascii(seen.allowRedisplay(), 64),
                seen.livemode(),
                before == null ? standing.source() : before.source(),
                seen.raw().toString(),
                standing.observedAt(),
                before == null ? now : before.createdAt(),
                now,
                now,
                before != null && before.isDefault(),
                false);
    }

    /**
     * What is decided about a record apart from its description.
     *
     * @param source how it came to be, should this be the first sight
     */
    record Standing(
            @Nullable UUID customerId,
            @Nullable String ownerExternalId,
            boolean detached,
            boolean customerDeleted,
            @Nullable Instant unlinkedAt,
            boolean mandateInactive,
            boolean missing,
            @Nullable Instant observedAt,
            PaymentMethodSource source) {}

    /** A card expires when its month ends in UTC; null unless both are a real month. */
    static @Nullable Instant expiry(@Nullable Integer month, @Nullable Integer year) {
        if (month == null || year == null || month < 1 || month > MONTHS || year < 1 || year > 9998) {
            return null;
        }
        return YearMonth.of(year, month)
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /** Lower case, and unknown for a word that is none of Stripe's. */
    static @Nullable String funding(@Nullable String word) {
        if (word == null) {
            return null;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "credit", "debit", "prepaid" -> lower;
            default -> "unknown";
        };
    }

    private static @Nullable String country(@Nullable String word) {
        return word == null || !word.matches("[A-Za-z]{2}") ? null : word.toUpperCase(Locale.ROOT);
    }

    private static Instant earlier(@Nullable Instant known, Instant now) {
        return known == null ? now : known;
    }

    private static @Nullable String lower(@Nullable String text, int length) {
        return cut(text == null ? null : text.toLowerCase(Locale.ROOT), length);
    }

    private static String ascii(String text, int length) {
        String ascii = text.replaceAll("[^\\x20-\\x7e]", "?");
        return ascii.length() <= length ? ascii : ascii.substring(0, length);
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
