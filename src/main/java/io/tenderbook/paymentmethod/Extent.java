package io.tenderbook.paymentmethod;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much of a payment method is read to be shown. Whoever goes on working with a record reads the whole.
 *
 * @param documents whether its JSON documents are read, which are most of its bytes; else wallet, details, billing details
 *     and raw data are null, and the metadata is empty
 * @param pending whether it is looked up if something about it is open; else nothing is
 */
public record Extent(boolean documents, boolean pending) {
    public static final Extent WHOLE = new Extent(true, true);

    private static final Set<String> DOCUMENTS = Set.of("wallet", "details", "billingDetails", "metadata", "rawData");
    private static final Set<String> OF_OTHER_TABLES = Set.of("isDefault", "pending");

    /** What stands for one that is never null where it is not read. */
    private static final Map<String, String> UNREAD = Map.of("metadata", "'{}' AS metadata");

    private static final String ALL = columns(true);
    private static final String WITHOUT_DOCUMENTS = columns(false);

    /** What covers both. */
    public Extent or(Extent other) {
        return new Extent(documents || other.documents, pending || other.pending);
    }

    /** What stands between SELECT and FROM, without a word on whether it is the default. */
    String columns() {
        return (documents ? ALL : WITHOUT_DOCUMENTS) + ", "
                + (pending ? PaymentMethodRows.PENDING : "FALSE AS pending");
    }

    private static String columns(boolean documents) {
        return Arrays.stream(PaymentMethod.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !OF_OTHER_TABLES.contains(name))
                .map(name -> documents || !DOCUMENTS.contains(name) ? column(name) : unread(name))
                .collect(Collectors.joining(", "));
    }

    private static String column(String component) {
        return "p." + underscored(component);
    }

    private static String unread(String component) {
        return UNREAD.getOrDefault(component, "NULL AS " + underscored(component));
    }

    private static String underscored(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
