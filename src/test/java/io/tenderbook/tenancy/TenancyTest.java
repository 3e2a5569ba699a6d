package io.tenderbook.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.tenderbook.TestServer;
import io.tenderbook.tenancy.Probes.Probe;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever of another organisation an admin names, in whichever input the schema has, the answer is that for something that
 * does not exist, byte for byte but for the word that was sent; it shows nothing of theirs, and nothing of theirs changes.
 */
class TenancyTest {
    private static TestServer server;
    private static Party ours;
    private static Party theirs;
    private static List<Probe> probes;
    private static List<String> untouched;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
        ours = Party.open(server, "initech");
        theirs = Party.open(server, "globex");
        // A third one, so that none of theirs is spent: what it does under the keys stays its own.
        var third = Party.open(server, "hooli");
        var schema = server.bean(GraphQLSchema.class);
        Probes.of(schema, third, theirs).stream()
                .filter(probe -> probe.words().theirs().startsWith(Probes.SHARED_KEY))
                .forEach(probe -> third.post(probe.document(), probe.theirs()));
        probes = Probes.of(schema, ours, theirs);
        untouched = theirRows();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> whatIsTheirsAnswersLikeWhatDoesNotExist() {
        return probes.stream().map(probe -> DynamicTest.dynamicTest(probe.place(), () -> assertNothingIsTold(probe)));
    }

    private static void assertNothingIsTold(Probe probe) {
        String told = answer(probe, true);
        assertEquals(answer(probe, false), told, () -> probe.document() + " " + probe.theirs());
        for (String thing : theirs.things().values()) {
            assertFalse(told.contains(thing), () -> thing + " in " + told);
        }
        assertFalse(told.contains("globex"), told);
        assertFalse(told.contains("\"INTERNAL\"") || told.contains("ValidationError"), told);
        assertFalse(told.contains("QUERY_TOO_COMPLEX") || told.contains("RATE_LIMITED"), told);
        assertEquals(untouched, theirRows());
    }

    /** Without the word that was sent; of what was made by it, without what is different each time. */
    private static String answer(Probe probe, boolean withTheirs) {
        var variables = withTheirs ? probe.theirs() : probe.nobodys();
        String word = withTheirs ? probe.words().theirs() : probe.words().nobodys();
        String answer = probe.kind().equals("subscription")
                ? FirstEvent.of(ours.request(probe.document(), variables))
                : ours.post(probe.document(), variables);
        answer = answer.replace(word, "<sent>");
        boolean made = probe.kind().equals("mutation")
                && !answer.contains("\"errors\"")
                && answer.contains("\"userErrors\":[]");
        return made ? Fresh.hidden(answer) : Fresh.wordsHidden(answer);
    }

    @Test
    void everyFieldThatCanBeAskedForIsTried() {
        var schema = server.bean(GraphQLSchema.class);
        Set<String> tried = probes.stream()
                .map(probe -> probe.place().replaceAll("\\(.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        for (var name : List.of("Query", "Mutation", "Subscription")) {
            var root = Objects.requireNonNull(schema.getObjectType(name));
            root.getFieldDefinitions()
                    .forEach(field ->
                            assertTrue(tried.contains(root.getName() + "." + field.getName()), field.getName()));
        }
        assertTrue(tried.containsAll(
                List.of("Customer.paymentMethods", "Customer.defaultPaymentMethod", "PaymentMethod.changes")));
    }

    /** A probe that never comes as far as looking for anything would pass too. */
    @Test
    void oursAreFoundByTheSameOperations() {
        for (Probe probe : probes) {
            if (probe.kind().equals("query")
                    && probe.theirs().containsKey("id")
                    && probe.words().theirs().equals(theirs.thing("customer"))) {
                var variables = new HashMap<>(probe.theirs());
                variables.put(
                        "id", ours.thing(probe.place().startsWith("Query.paymentMethod") ? "method" : "customer"));
                assertTrue(ours.post(probe.document(), variables).contains("initech"), probe.place());
            }
        }
    }

    @Test
    void anInputOfWhichNobodySaidWhatItCanNameIsNotPassedOver() {
        for (String field : List.of(
                "mystery(word:String):Int",
                "mystery(input:I):Int",
                "mystery(ownId:ID!,id:ID):Int",
                "mystery(when:D!):Int")) {
            var schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser()
                    .parse("scalar D input I{inner:[J!]} input J{word:String} type Query{" + field + "}"));
            assertThrows(IllegalStateException.class, () -> Probes.of(schema, ours, theirs), field);
        }
        var unreached = UnExecutableSchemaGenerator.makeUnExecutableSchema(
                new SchemaParser().parse("type Query{t:T} type T{a(id:ID):Int}"));
        assertThrows(IllegalStateException.class, () -> Probes.of(unreached, ours, theirs));
    }

    /** Everything that is theirs, but for when their key was last used, which is noted behind their own requests. */
    private static List<String> theirRows() {
        List<String> rows = new ArrayList<>();
        try (var connection = server.database();
                var statement = connection.createStatement()) {
            List<String> columns = new ArrayList<>();
            try (var all = statement.executeQuery(
                    "SELECT table_name, GROUP_CONCAT(column_name) FROM information_schema.columns"
                            + " WHERE table_schema = DATABASE() AND column_name NOT IN ('last_used_at')"
                            + " GROUP BY table_name HAVING SUM(column_name = 'organisation_id') > 0")) {
                while (all.next()) {
                    columns.add(all.getString(1) + " " + all.getString(2));
                }
            }
            for (String table : columns) {
                String name = table.split(" ", 2)[0];
                String list = table.split(" ", 2)[1];
                try (var all = statement.executeQuery("SELECT SHA2(CONCAT_WS('|', " + list + "), 256) AS row_hash FROM "
                        + name + " WHERE organisation_id = UNHEX(REPLACE('" + theirs.id()
                        + "', '-', '')) ORDER BY 1")) {
                    while (all.next()) {
                        rows.add(name + " " + all.getString(1));
                    }
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        assertFalse(rows.isEmpty());
        return rows;
    }
}
