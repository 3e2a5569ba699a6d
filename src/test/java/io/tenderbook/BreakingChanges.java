package io.tenderbook;

import graphql.schema.diff.DiffCategory;
import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import java.util.List;
import java.util.stream.Stream;

/** What a client of one schema can no longer rely on in another. */
final class BreakingChanges {
    private BreakingChanges() {}

    /** The types and fields that changed so, as {@code Type} or {@code Type.field}, each with what was done to it. */
    static List<Change> between(String released, String now) {
        var reporter = new CapturingReporter();
        new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromSdl(released, now), reporter);
        // An argument with another default does something else for those who leave it out.
        var silent = reporter.getDangers().stream().filter(change -> change.getCategory() == DiffCategory.DIFFERENT);
        return Stream.concat(reporter.getBreakages().stream(), silent)
                .map(Change::of)
                .toList();
    }

    record Change(String place, String reason) {
        private static Change of(DiffEvent event) {
            String field = event.getFieldName();
            return new Change(
                    field == null ? event.getTypeName() : event.getTypeName() + "." + field, event.getReasonMsg());
        }
    }
}
