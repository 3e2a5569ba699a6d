package io.tenderbook.tenancy;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.tenderbook.platform.Ids;
import io.tenderbook.tenancy.Words.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes from the schema every operation by which one organisation could try to reach what is another's. */
final class Probes {
    /** How the idempotency keys begin that another organisation has used. */
    static final String SHARED_KEY = "shared-key-";

    private final Party ours;
    private final Party theirs;
    private final Selections selections;
    private final List<Probe> probes = new ArrayList<>();

    private Probes(GraphQLSchema schema, Party ours, Party theirs) {
        this.ours = ours;
        this.theirs = theirs;
        selections = new Selections(schema);
    }

    /** An operation, with a word of theirs and with one that names nothing. */
    record Probe(
            String place,
            String kind,
            String document,
            Map<String, Object> theirs,
            Map<String, Object> nobodys,
            Pair words) {}

    /** @throws IllegalStateException if the schema has an input of which nobody said what it can name */
    static List<Probe> of(GraphQLSchema schema, Party ours, Party theirs) {
        var all = new Probes(schema, ours, theirs);
        for (var root : Arrays.asList(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType())) {
            if (root != null) {
                String kind = root.getName().toLowerCase(Locale.ROOT);
                root.getFieldDefinitions().forEach(field -> all.field(kind, root, field, "", ""));
            }
        }
        schema.getAllTypesAsList().stream()
                .filter(type ->
                        type instanceof GraphQLObjectType && !type.getName().startsWith("__"))
                .map(GraphQLObjectType.class::cast)
                .filter(type -> !List.of("Query", "Mutation", "Subscription").contains(type.getName()))
                .forEach(all::nested);
        // What some of the mutations make of a word is ours then, and found by it.
        all.probes.sort(Comparator.comparing(probe -> probe.kind().equals("mutation")));
        return all.probes;
    }

    /** The fields of an object that take arguments, asked of ours. */
    private void nested(GraphQLObjectType type) {
        for (var field : type.getFieldDefinitions()) {
            if (!field.getArguments().isEmpty()) {
                String id = switch (type.getName()) {
                    case "Customer" -> ours.thing("customer");
                    case "PaymentMethod" -> ours.thing("method");
                    default ->
                        throw new IllegalStateException("Nobody has said how to reach " + type.getName() + "."
                                + field.getName() + ": add it to io.tenderbook.tenancy.Probes");
                };
                field("query", type, field, "node(id:\"" + id + "\"){... on " + type.getName() + "{", "}}");
            }
        }
    }

    private void field(
            String kind, GraphQLObjectType parent, GraphQLFieldDefinition field, String before, String behind) {
        String place = parent.getName() + "." + field.getName();
        String named = GraphQLTypeUtil.unwrapAll(field.getType()).getName();
        int known = probes.size();
        for (var argument : field.getArguments()) {
            for (List<Step> path : paths(List.of(new Step(parent.getName(), argument.getName(), argument.getType())))) {
                Step leaf = path.getLast();
                for (Pair pair : pairs(leaf, named, kind, field.getName())) {
                    var base = base(field, argument.getName(), Words.isIdempotencyKey(leaf.name), kind);
                    probes.add(new Probe(
                            place + "(" + path.stream().map(Step::name).collect(Collectors.joining(".")) + ") "
                                    + pair.theirs(),
                            kind,
                            document(kind, field, base.keySet(), before, behind),
                            with(base, path, pair.theirs()),
                            with(
                                    base(field, argument.getName(), Words.isIdempotencyKey(leaf.name), kind),
                                    path,
                                    pair.nobodys()),
                            pair));
                }
            }
        }
        if (probes.size() == known) {
            var none = base(field, "", false, kind);
            probes.add(new Probe(
                    place, kind, document(kind, field, none.keySet(), before, behind), none, none, new Pair("-", "-")));
        }
    }

    private List<Pair> pairs(Step leaf, String connection, String kind, String field) {
        if (Words.isIdempotencyKey(leaf.name)) {
            return List.of(new Pair(SHARED_KEY + field, "key-" + Ids.next()));
        }
        // The cursors of the stream are those of the history.
        String list = kind.equals("subscription") ? connection + "Connection" : connection;
        return Words.pairs(theirs, leaf.container, leaf.name, leaf.isId(), list);
    }

    /** One step down into the arguments of a field. */
    private record Step(String container, String name, GraphQLInputType type) {
        boolean isId() {
            return GraphQLTypeUtil.unwrapAll(type).getName().equals("ID");
        }

        boolean isWord() {
            return isId() || GraphQLTypeUtil.unwrapAll(type).getName().equals("String");
        }
    }

    /** All ways from here to something that is an id or a text. */
    private static List<List<Step>> paths(List<Step> path) {
        Step last = path.getLast();
        if (GraphQLTypeUtil.unwrapAll(last.type) instanceof GraphQLInputObjectType input) {
            return input.getFieldDefinitions().stream()
                    .flatMap(member ->
                            paths(joined(path, new Step(input.getName(), member.getName(), member.getType()))).stream())
                    .toList();
        }
        return last.isWord() ? List.of(path) : List.of();
    }

    private static List<Step> joined(List<Step> path, Step next) {
        List<Step> longer = new ArrayList<>(path);
        longer.add(next);
        return longer;
    }

    /** What must be sent, filled with ours, or with nobody's where nothing shall come of it. */
    private Map<String, Object> base(GraphQLFieldDefinition field, String tried, boolean barren, String kind) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (GraphQLArgument argument : field.getArguments()) {
            boolean required = GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue();
            if (required || argument.getName().equals(tried)) {
                arguments.put(argument.getName(), value(rootOf(kind), argument.getName(), argument.getType(), barren));
            }
        }
        return arguments;
    }

    private static String rootOf(String kind) {
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    }

    private Object value(String container, String name, GraphQLType type, boolean barren) {
        GraphQLType bare = GraphQLTypeUtil.unwrapNonNull(type);
        if (bare instanceof GraphQLList list) {
            return List.of(value(container, name, list.getWrappedType(), barren));
        }
        if (bare instanceof GraphQLInputObjectType input) {
            Map<String, Object> members = new LinkedHashMap<>();
            input.getFieldDefinitions().stream()
                    .filter(member -> GraphQLTypeUtil.isNonNull(member.getType()) && !member.hasSetDefaultValue())
                    .forEach(member -> members.put(
                            member.getName(), value(input.getName(), member.getName(), member.getType(), barren)));
            if (!barren) {
                members.putAll(Words.companions(ours, input.getName()));
            }
            return members;
        }
        if (bare instanceof GraphQLEnumType words) {
            return words.getValue("TWINT") != null
                    ? "TWINT"
                    : words.getValues().getFirst().getName();
        }
        return switch (((GraphQLNamedType) bare).getName()) {
            case "ID" -> barren || name.equals("id") ? Ids.next().toString() : Words.ours(ours, container, name, true);
            case "String" -> Words.ours(ours, container, name, false);
            case "Boolean" -> false;
            case "Int" -> 1;
            default -> throw new IllegalStateException("Nobody has said how to fill " + container + "." + name);
        };
    }

    private Map<String, Object> with(Map<String, Object> base, List<Step> path, String word) {
        Map<String, Object> changed = new LinkedHashMap<>(base);
        Map<String, Object> place = changed;
        for (Step step : path.subList(0, path.size() - 1)) {
            Map<String, Object> inner = new HashMap<>();
            if (place.get(step.name) instanceof Map<?, ?> known) {
                known.forEach((name, value) -> inner.put(String.valueOf(name), value));
            } else {
                inner.putAll(
                        Words.companions(ours, ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(step.type)).getName()));
            }
            place.put(step.name, inner);
            place = inner;
        }
        Step leaf = path.getLast();
        boolean many = GraphQLTypeUtil.unwrapNonNull(leaf.type) instanceof GraphQLList;
        place.put(leaf.name, many ? List.of(word) : word);
        // Only a customer who is mapped nowhere yet lets a reference be looked up.
        if (leaf.name.equals("referenceId")
                && changed.get("input") instanceof Map<?, ?> input
                && input.containsKey("customerId")) {
            Map<String, Object> unmapped = new HashMap<>();
            input.forEach((name, value) -> unmapped.put(String.valueOf(name), value));
            unmapped.put("customerId", ours.thing("spareCustomer"));
            changed.put("input", unmapped);
        }
        return changed;
    }

    private String document(
            String kind, GraphQLFieldDefinition field, Iterable<String> arguments, String before, String behind) {
        List<String> declared = new ArrayList<>();
        List<String> passed = new ArrayList<>();
        for (String name : arguments) {
            var argument = Objects.requireNonNull(field.getArgument(name));
            declared.add("$" + name + ":" + GraphQLTypeUtil.simplePrint(argument.getType()));
            passed.add(name + ":$" + name);
        }
        return kind + parenthesised(declared) + "{" + before + field.getName() + parenthesised(passed)
                + selections.of(field.getType()) + behind + "}";
    }

    private static String parenthesised(List<String> parts) {
        return parts.isEmpty() ? "" : "(" + String.join(",", parts) + ")";
    }
}
