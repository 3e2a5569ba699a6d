package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.graphql.BadRequestException;
import io.tenderbook.paymentmethod.PaymentMethodFilter;
import io.tenderbook.paymentmethod.PaymentMethodStatus;
import io.tenderbook.paymentmethod.PaymentMethodType;
import java.time.YearMonth;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the argument {@code filter} of lists of payment methods. */
final class PaymentMethodFilters {
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");

    private PaymentMethodFilters() {}

    static PaymentMethodFilter read(DataFetchingEnvironment environment) {
        var filter = Input.of(environment, "filter");
        return new PaymentMethodFilter(
                filter.word("type", PaymentMethodType.class).orElse(null),
                filter.word("status", PaymentMethodStatus.class).orElse(null),
                filter.optionalText("brand"),
                filter.id("connectorId"),
                filter.optionalText("stripeId"),
                filter.optionalText("fingerprint"),
                filter.bool("isDefault"),
                month(filter.optionalText("expiresBefore")),
                filter.isTrue("includeDetached"));
    }

    private static @Nullable YearMonth month(@Nullable String text) {
        if (text != null && !MONTH.matcher(text).matches()) {
            throw new BadRequestException("expiresBefore is a month written YYYY-MM, such as 2031-04.");
        }
        return text == null ? null : YearMonth.parse(text);
    }
}
