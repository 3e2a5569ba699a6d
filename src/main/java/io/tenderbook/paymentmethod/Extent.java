package io.tenderbook.paymentmethod;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much of a payment method is read to be shown. Whoever goes on working with a record reads the whole.
 *
 * @param optional those of the record's components that are read beside the ones that always are; what is left out is null,
 *     and the metadata is empty
 * @param pending whether it is looked up if something about it is open; else nothing is
 */
public record Extent(Set<String> optional, boolean pending) {
    /**
     * What may be null, and the metadata. Always read is whose a payment method is, on which everything that is asked below
     * may depend, and what lists may be ordered by, which their cursors hold.
     */
    private static final Set<String> OPTIONAL = Set.of(
            "ownerExternalId",
            "detachedAt",
            "customerDeletedAt",
            "unlinkedAt",
            "brand",
            "last4",
            "expMonth",
            "expYear",
            "country",
            "fingerprint",
            "funding",
            "wallet",
            "details",
            "billingDetails",
            "metadata",
            "allowRedisplay",
            "rawData",
            "observedAt",
            "syncedAt");

    public static final Extent WHOLE = new Extent(OPTIONAL, true);

    private static final String PENDING_SHOWN_BY = "syncStatus";

    /** What a field of the schema is computed from; any other shows the component of its name. */
    private static final Map<String, Set<String>> COMPUTED_FROM = Map.of(
            "isActive",
            Set.of("detachedAt", "customerDeletedAt", "unlinkedAt"),
            "status",
            Set.of("detachedAt", "customerDeletedAt", "unlinkedAt"),
            PENDING_SHOWN_BY,
            Set.of("syncedAt"),
            "sameCard",
            Set.of("fingerprint"));

    private static final Set<String> OF_OTHER_TABLES = Set.of("isDefault", "pending");

    /** By the components, in their order. */
    private static final Map<String, String> COLUMNS = columnsByComponent();

    /** All that these fields of the schema show. */
    public static Extent of(Collection<String> fields) {
        Set<String> optional = fields.stream()
                .flatMap(field -> COMPUTED_FROM.getOrDefault(field, Set.of(field)).stream())
                .filter(OPTIONAL::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        return new Extent(optional, fields.contains(PENDING_SHOWN_BY));
    }

    /** What covers both. */
    public Extent or(Extent other) {
        return equals(other)
                ? this
                : new Extent(
                        Stream.of(optional, other.optional)
                                .flatMap(Set::stream)
                                .collect(Collectors.toCollection(TreeSet::new)),
                        pending || other.pending);
    }

    /** What stands between SELECT and FROM, without a word on whether it is the default. */
    String columns() {
        var read = COLUMNS.entrySet().stream()
                .filter(column -> !OPTIONAL.contains(column.getKey()) || optional.contains(column.getKey()))
                .map(Map.Entry::getValue);
        return Stream.concat(read, Stream.of(metadata(), pending ? PaymentMethodRows.PENDING : "FALSE AS pending"))
                .filter(column -> !column.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** It is never null. */
    private String metadata() {
        return optional.contains("metadata") ? "" : "'{}' AS metadata";
    }

    private static Map<String, String> columnsByComponent() {
        Map<String, String> columns = new LinkedHashMap<>();
        Arrays.stream(PaymentMethod.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !OF_OTHER_TABLES.contains(name))
                .forEach(name -> columns.put(name, "p." + underscored(name)));
        return columns;
    }

    private static String underscored(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
