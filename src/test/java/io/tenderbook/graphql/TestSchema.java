package io.tenderbook.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.Role;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A schema with everything that can go well or wrong, in the place of the real one where a test asks for it. */
@Factory
@Requires(property = TestSchema.PROPERTY)
final class TestSchema {
    static final String PROPERTY = "test.schema";

    /** What batch loaders were asked for, in order. */
    static final List<String> BATCHES = Collections.synchronizedList(new ArrayList<>());

    /** A fetcher that does not end before the test says so. */
    static final Stuck STUCK = new Stuck();

    private static final String DOCUMENT = """
            scalar JSON
            scalar DateTime
            scalar CountryCode
            type Query {
              threads: [String!]!
              organisation: String!
              broken: String
              brokenStrictly: String!
              brokenLoader: String
              overflowing: String
              stuck: Shelf
              absent: String!
              badCursor: String
              secret: String
              moment: DateTime
              echo(at: DateTime, json: JSON, country: CountryCode, number: Int): JSON
              shelves: [Shelf!]!
              siblings: [Shelf!]!
            }
            type Mutation { count: Int!  stuck: Int }
            type Shelf { name: String!  owner: String!  lost: String  firstTitle: String!  byAuthor: [Book!]!  books: [Book!]! }
            type Book { title: String!  author: String! }
            """;

    private static final NamedBatchLoader<String, List<Book>> BOOKS =
            new Loader<>("books", shelf -> List.of(new Book(shelf + "1"), new Book(shelf + "2")));
    private static final NamedBatchLoader<String, String> AUTHORS =
            new Loader<>("authors", title -> "author of " + title);
    private static final NamedBatchLoader<String, String> BROKEN =
            new Loader<>("broken", key -> fail("jdbc:mysql://secret"));

    private static final List<Shelf> SHELVES = List.of(new Shelf("A"), new Shelf("B"), new Shelf("C"));

    record Shelf(String name) {}

    record Book(String title) {}

    @Singleton
    @Replaces(bean = GraphQLSchema.class, factory = SchemaFactory.class)
    GraphQLSchema schema() {
        return SchemaFactory.join(
                new SchemaParser().parse(DOCUMENT),
                fetchers(),
                List.of(),
                new MutationMeters(new SimpleMeterRegistry()));
    }

    private static List<FieldFetcher<?>> fetchers() {
        return List.of(
                query("threads", environment -> List.of(thread())),
                query("organisation", environment -> caller(environment).organisationId()),
                query("broken", environment -> fail("jdbc:mysql://secret")),
                query("brokenStrictly", environment -> fail("jdbc:mysql://secret")),
                query("brokenLoader", environment -> BROKEN.loadOne("any", environment)),
                query("overflowing", environment -> {
                    throw new StackOverflowError();
                }),
                query("badCursor", environment -> {
                    throw new BadRequestException("The cursor 100% is none of ours.");
                }),
                new TestFetcher<>(FieldCoordinates.coordinates("Query", "secret"), Role.ADMIN, environment -> "secret"),
                query("moment", environment -> Instant.parse("2026-11-21T09:30:00.123456Z")),
                query("echo", TestSchema::echo),
                query("shelves", environment -> SHELVES),
                query("siblings", environment -> Siblings.of(SHELVES, SHELVES)),
                query("stuck", environment -> new Shelf(STUCK.work())),
                field("Mutation", "count", environment -> {
                    BATCHES.add("count");
                    return 1;
                }),
                field("Mutation", "stuck", environment -> STUCK.work().length()),
                field(
                        "Shelf",
                        "byAuthor",
                        environment -> AUTHORS.loadOne("A1", environment)
                                .thenCompose(author -> BOOKS.loadOne(String.valueOf(author), environment))),
                field("Shelf", "books", TestSchema::booksOf),
                field("Shelf", "owner", environment -> AUTHORS.loadFor(shelf(environment), Shelf::name, environment)),
                field("Shelf", "lost", environment -> BROKEN.loadFor(shelf(environment), Shelf::name, environment)),
                // One loader is asked with what another one gave.
                field(
                        "Shelf",
                        "firstTitle",
                        environment -> booksOf(environment)
                                .thenCompose(books -> AUTHORS.loadOne(
                                        books == null ? "" : books.getFirst().title(), environment))),
                field(
                        "Book",
                        "author",
                        environment -> AUTHORS.loadOne(
                                ((Book) Objects.requireNonNull(environment.<Object>getSource())).title(),
                                environment)));
    }

    @Singleton
    NamedBatchLoader<String, List<Book>> books() {
        return BOOKS;
    }

    @Singleton
    NamedBatchLoader<String, String> authors() {
        return AUTHORS;
    }

    @Singleton
    NamedBatchLoader<String, String> broken() {
        return BROKEN;
    }

    private static Map<String, Object> echo(DataFetchingEnvironment environment) {
        Map<String, Object> arguments = new LinkedHashMap<>(environment.getArguments());
        arguments.computeIfPresent("at", (name, at) -> ((Instant) at).toString());
        return arguments;
    }

    static String thread() {
        return Thread.currentThread().isVirtual()
                ? "virtual " + Thread.currentThread().threadId()
                : "platform";
    }

    private static Caller caller(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.getGraphQlContext().get(Caller.class));
    }

    private static CompletableFuture<@Nullable List<Book>> booksOf(DataFetchingEnvironment environment) {
        return BOOKS.loadOne(shelf(environment).name(), environment);
    }

    private static Shelf shelf(DataFetchingEnvironment environment) {
        return (Shelf) Objects.requireNonNull(environment.<Object>getSource());
    }

    private static String fail(String secret) {
        throw new IllegalStateException(secret);
    }

    private static <T> FieldFetcher<T> query(String name, DataFetcher<T> fetcher) {
        return field("Query", name, fetcher);
    }

    private static <T> FieldFetcher<T> field(String type, String name, DataFetcher<T> fetcher) {
        return new TestFetcher<>(FieldCoordinates.coordinates(type, name), Role.READER, fetcher);
    }

    record TestFetcher<T>(FieldCoordinates field, Role leastRole, DataFetcher<T> fetcher) implements FieldFetcher<T> {
        @Override
        public T get(DataFetchingEnvironment environment) throws Exception {
            return fetcher.get(environment);
        }
    }

    private record Loader<V>(String name, Function<String, V> value) implements NamedBatchLoader<String, V> {
        @Override
        public Map<String, V> load(Set<String> keys, Caller caller) {
            BATCHES.add(name + " " + keys + " " + thread());
            return keys.stream().collect(Collectors.toMap(Function.identity(), value, (a, b) -> a, LinkedHashMap::new));
        }
    }
}
