package io.tenderbook.graphql;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeRuntimeWiring;
import io.tenderbook.bench.Templates;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.RequestId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A dashboard's page whose rows are in memory already: what the engine and the writing of the answer cost. */
@State(Scope.Benchmark)
public class PageBenchmark {
    private static final int CUSTOMERS = 20;
    private static final int METHODS = 3;

    private final String document = Templates.resource("page.graphql");
    private final PreparsedDocumentEntry parsed = new PreparsedDocumentEntry(new Parser().parseDocument(document));
    private final GraphQL engine = engine();
    private final RequestId requestId = new RequestId("benchmark");

    @Benchmark
    public byte[] pageRendering() {
        return Json.bytes(Answers.of(
                engine.execute(ExecutionInput.newExecutionInput(document)
                        .root(Map.of())
                        .build()),
                requestId));
    }

    private GraphQL engine() {
        var definitions = new TypeDefinitionRegistry();
        SchemaFactory.DOCUMENTS.forEach(name ->
                definitions.merge(new SchemaParser().parse(Templates.resource("graphql/" + name + ".graphqls"))));
        var page = page();
        var wiring = RuntimeWiring.newRuntimeWiring()
                .type("Query", query -> query.dataFetcher("customers", environment -> page));
        ScalarTypes.ALL.forEach(wiring::scalar);
        definitions.types().values().stream()
                .filter(type -> type instanceof InterfaceTypeDefinition || type instanceof UnionTypeDefinition)
                .forEach(type -> wiring.type(
                        TypeRuntimeWiring.newTypeWiring(type.getName()).typeResolver(environment -> {
                            throw new IllegalStateException("the page has no " + type.getName());
                        })));
        return GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(definitions, wiring.build()))
                .preparsedDocumentProvider((input, parse) -> CompletableFuture.completedFuture(parsed))
                .build();
    }

    private static Map<String, ?> page() {
        return Map.of(
                "pageInfo",
                Map.of("hasNextPage", true, "endCursor", "opaque"),
                "nodes",
                IntStream.range(0, CUSTOMERS).mapToObj(PageBenchmark::customer).toList());
    }

    private static Map<String, ?> customer(int number) {
        List<Map<String, Object>> methods =
                IntStream.range(0, METHODS).mapToObj(PageBenchmark::method).toList();
        return Map.of(
                "id", UUID.randomUUID(),
                "name", "Sophie Germain " + number,
                "email", "customer" + number + "@example.com",
                "defaultPaymentMethod", methods.getFirst(),
                "paymentMethods", Map.of("nodes", methods));
    }

    private static Map<String, Object> method(int number) {
        return Map.of(
                "id", UUID.randomUUID(),
                "type", "CARD",
                "providerType", "card",
                "brand", "visa",
                "last4", "%04d".formatted(number),
                "status", "ACTIVE",
                "isDefault", number == 0);
    }
}
