package io.tenderbook.graphql;

import graphql.TypeResolutionEnvironment;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeRuntimeWiring;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.io.ResourceResolver;
import io.tenderbook.organisation.Role;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Joins the schema documents with the beans that serve them. */
@Factory
final class SchemaFactory {
    /** By name, because a directory inside a jar cannot be relied on to list itself. */
    static final List<String> DOCUMENTS = List.of(
            "schema",
            "relay",
            "cost",
            "customer",
            "payment-method",
            "payment-method-change",
            "connector",
            "webhook",
            "sync",
            "api-key");

    @Singleton
    GraphQLSchema schema(
            ResourceResolver resources,
            List<FieldFetcher<?>> fetchers,
            List<TypeFetchers> typeFetchers,
            List<NamedTypeResolver> typeResolvers,
            MutationMeters meters) {
        var definitions = new TypeDefinitionRegistry();
        DOCUMENTS.forEach(name -> definitions.merge(parsed(resources, "classpath:graphql/" + name + ".graphqls")));
        var all = Stream.concat(
                fetchers.stream(), typeFetchers.stream().flatMap(type -> type.fields().fetchers().stream()));
        return join(definitions, all.toList(), typeResolvers, meters);
    }

    /** @throws IllegalStateException if two fetchers serve one field, or one serves a field that does not exist */
    static GraphQLSchema join(
            TypeDefinitionRegistry definitions,
            List<? extends FieldFetcher<?>> fetchers,
            List<? extends NamedTypeResolver> typeResolvers,
            MutationMeters meters) {
        var code = GraphQLCodeRegistry.newCodeRegistry();
        fetchers.stream()
                .collect(Collectors.groupingBy(FieldFetcher::field))
                .forEach((field, ofField) -> code.dataFetcher(
                        field, meters.around(field, InputGuard.around(field, guarded(theOnly(ofField))))));
        var wiring = RuntimeWiring.newRuntimeWiring().codeRegistry(code);
        ScalarTypes.ALL.forEach(wiring::scalar);
        Map<String, TypeResolver> byName =
                typeResolvers.stream().collect(Collectors.toMap(NamedTypeResolver::typeName, Function.identity()));
        definitions.types().values().stream()
                .filter(type -> type instanceof InterfaceTypeDefinition || type instanceof UnionTypeDefinition)
                .map(TypeDefinition::getName)
                .forEach(name -> wiring.type(TypeRuntimeWiring.newTypeWiring(name)
                        .typeResolver(byName.getOrDefault(name, SchemaFactory::namedLikeItsClass))));
        var schema = new SchemaGenerator().makeExecutableSchema(definitions, wiring.build());
        fetchers.forEach(fetcher -> demandField(schema, fetcher));
        return schema;
    }

    /** The type of an object whose interface or union has no {@link NamedTypeResolver}. */
    private static @Nullable GraphQLObjectType namedLikeItsClass(TypeResolutionEnvironment environment) {
        Object object = Objects.requireNonNull(environment.getObject());
        return environment.getSchema().getObjectType(object.getClass().getSimpleName());
    }

    private static FieldFetcher<?> theOnly(List<? extends FieldFetcher<?>> fetchers) {
        if (fetchers.size() > 1) {
            throw new IllegalStateException("The field " + fetchers.getFirst().field() + " has several fetchers: "
                    + fetchers.stream()
                            .map(fetcher -> fetcher.getClass().getName())
                            .toList());
        }
        return fetchers.getFirst();
    }

    private static void demandField(GraphQLSchema schema, FieldFetcher<?> fetcher) {
        if (schema.getFieldDefinition(fetcher.field()) == null) {
            throw new IllegalStateException(
                    fetcher.getClass().getName() + " serves " + fetcher.field() + ", which the schema lacks");
        }
    }

    private static DataFetcher<?> guarded(FieldFetcher<?> fetcher) {
        if (fetcher.leastRole() == Role.READER) {
            return fetcher;
        }
        return environment -> {
            if (!fetcher.caller(environment).role().includes(fetcher.leastRole())) {
                throw new ForbiddenException(fetcher.leastRole());
            }
            return fetcher.get(environment);
        };
    }

    private static TypeDefinitionRegistry parsed(ResourceResolver resources, String path) {
        var document = resources
                .getResourceAsStream(path)
                .orElseThrow(() -> new IllegalStateException("The program lacks its schema document " + path));
        try (var reader = new InputStreamReader(document, StandardCharsets.UTF_8)) {
            return new SchemaParser().parse(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
