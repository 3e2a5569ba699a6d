package io.tenderbook.graphql.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import graphql.execution.CoercedVariables;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import io.tenderbook.SchemaDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of {@code graphql/cost.graphqls}. */
class OperationCostTest {
    private static final GraphQLSchema SCHEMA = SchemaDocuments.schema();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ customer(id: 1) { id name metadata } } | 1",
                "{ customer(id: 1) { a: id defaultPaymentMethod { id connector { id } } } } | 3",
                "{ customers { nodes { id } } } | 21",
                "{ customers(first: 3) { edges { cursor node { id } } } } | 7",
                "{ customers(last: 3) { nodes { id } edges { cursor } } } | 7",
                "{ customers(first: 0) { nodes { connectorMappings { referenceId } } } } | 1",
                "{ customers { totalCount pageInfo { endCursor } } } | 12",
                "{ customer(id: 1) { connectorMappings { connector { id } } } } | 21",
                "{ node(id: 1) { ... on Customer { ...F } } } fragment F on Customer { defaultPaymentMethod { id } } | 2",
                "{ customer(id: 1) { defaultPaymentMethod @skip(if: true) { id } } } | 1",
                "{ webhookEvents(first: 2) { nodes { payload } } } | 23",
                "{ __schema { types { fields { name } } } __typename } | 0",
                "mutation { syncCustomer(input: {customerId: 1}) { synced { methods } } } | 101",
                "mutation { replayWebhookEvents(input: {}) { webhookEvents { connector { id } } } } | 2100",
            })
    void aFieldCostsItsPlacesTimesItselfAndWhatIsBelow(String document, int cost) {
        assertEquals(cost, costOf(document));
    }

    @Test
    void theDocumentedExampleCostsWhatItSays() throws IOException {
        String rules = Files.readString(Path.of("graphql/cost.graphqls"));
        var example = rules.lines()
                .filter(line -> line.startsWith("So `"))
                .findFirst()
                .orElseThrow()
                .split("`", -1)[1];
        assertTrue(rules.contains("= " + costOf(example) + "."), String.valueOf(costOf(example)));
    }

    private static int costOf(String document) {
        return OperationCost.of(SCHEMA, new Parser().parseDocument(document), null, CoercedVariables.emptyVariables());
    }
}
